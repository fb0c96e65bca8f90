// Reads from standard input what the office signed, and writes what implementations that are not ours say of it.
// {documents, tokens, key, contexts, dids, lists}: documents to be verified in safe mode, hex tokens with the
// raw public key in hex, and all that may be looked up by its address. Nothing is fetched.
import * as vc from "@digitalbazaar/vc";
import {checkStatus} from "@digitalbazaar/vc-bitstring-status-list";
import {DataIntegrityProof} from "@digitalbazaar/data-integrity";
import {cryptosuite} from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import {Sign1} from "@auth0/cose";

const given = JSON.parse(await new Response(process.stdin).text());

async function documentLoader(url) {
  const [address, fragment] = url.split("#");
  let document = given.contexts[url] ?? given.lists[url] ?? given.dids[address];
  if(document && fragment && given.dids[address]) {
    const method = document.verificationMethod.find(each => each.id === url);
    document = method && {"@context": "https://w3id.org/security/multikey/v1", ...method};
  }
  if(!document) {
    throw new Error(`${url} is not to be had.`);
  }
  return {documentUrl: url, document};
}

async function told(document) {
  const suite = new DataIntegrityProof({cryptosuite});
  let status = null;
  const answer = await vc.verifyCredential({
    credential: document, suite, documentLoader,
    checkStatus: async options => {
      const found = await checkStatus({...options, verifyBitstringStatusListCredential: true});
      status = found.results?.[0]?.status ?? null;
      return found;
    }
  });
  const error = answer.error?.errors?.[0]?.message ?? answer.error?.message ?? null;
  return {verified: answer.verified, status, error};
}

const key = given.key && await crypto.subtle.importKey(
  "raw", Buffer.from(given.key, "hex"), {name: "Ed25519"}, true, ["verify"]);

async function genuine(token) {
  try {
    await Sign1.decode(Buffer.from(token, "hex")).verify(key);
    return true;
  } catch {
    return false;
  }
}

const answers = {documents: [], tokens: []};
for(const document of given.documents) {
  answers.documents.push(await told(document));
}
for(const token of given.tokens) {
  answers.tokens.push(await genuine(token));
}
console.log(JSON.stringify(answers));
