// Checks a certificate in the reader's own browser: the signed token behind the address, and a file's digest.
// Nothing is sent anywhere. Without this file the page of the office answers all the same.
const GROUP = 17, SIZES = { 3: 1, 5: 2, 8: 3, 10: 4, 13: 5, 15: 6, 17: 7 };

// Digits in groups of seventeen are bytes in groups of seven (office/certificates/token.py).
const bytesOf = (digits) => {
  const bytes = [];
  for (let start = 0; start < digits.length; start += GROUP) {
    const group = digits.slice(start, start + GROUP);
    const size = SIZES[group.length];
    let number = BigInt(group);
    if (!size || number >> BigInt(8 * size)) throw new Error("shape");
    for (let place = size - 1; place >= 0; place--) bytes.push(Number((number >> BigInt(8 * place)) & 255n));
  }
  return Uint8Array.from(bytes);
};

// The little of CBOR (RFC 8949) that a token is made of.
const decode = (bytes) => {
  let at = 0;
  const length = (small) => {
    if (small < 24) return small;
    const size = { 24: 1, 25: 2, 26: 4 }[small];
    if (!size) throw new Error("shape");
    let value = 0;
    for (let count = 0; count < size; count++) value = value * 256 + bytes[at++];
    return value;
  };
  const item = () => {
    const head = bytes[at++], value = length(head & 31);
    if (at > bytes.length || Number.isNaN(value)) throw new Error("shape");
    switch (head >> 5) {
      case 0: return value;
      case 1: return -1 - value;
      case 2: case 3: {
        const part = bytes.slice(at, at + value);
        if (part.length < value) throw new Error("shape");
        at += value;
        return head >> 5 === 2 ? part : new TextDecoder("utf-8", { fatal: true }).decode(part);
      }
      case 4: return Array.from({ length: value }, item);
      case 5: return new Map(Array.from({ length: value }, () => [item(), item()]));
      case 6: return { tag: value, value: item() };
      default: throw new Error("shape");
    }
  };
  const found = item();
  if (at !== bytes.length) throw new Error("shape");
  return found;
};

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const string = (bytes) =>
  bytes.length < 24 ? [64 + bytes.length, ...bytes]
    : bytes.length < 256 ? [88, bytes.length, ...bytes]
      : [89, bytes.length >> 8, bytes.length & 255, ...bytes];

// Returns the claims once they hold; throws "shape", "unknown_key" or "signature".
export const read = async (digits, keys) => {
  if (!/^[0-9]{17,4000}$/.test(digits)) throw new Error("shape");
  let message;
  try { message = decode(bytesOf(digits)); } catch { throw new Error("shape"); }
  if (message.tag !== 18 || !Array.isArray(message.value) || message.value.length !== 4) throw new Error("shape");
  const [protectedHeader, header, payload, signature] = message.value;
  const name = header instanceof Map && header.get(4);
  if (hex(protectedHeader) !== "a10127" || !name || !payload || signature.length !== 64) throw new Error("shape");
  let key = null;
  for (const each of keys) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", unhex(each)));
    if (hex(digest.slice(0, name.length)) === hex(name)) key = unhex(each);
  }
  if (!key) throw new Error("unknown_key");
  const signed = Uint8Array.from([
    132, 106, ...new TextEncoder().encode("Signature1"), ...string(protectedHeader), 64, ...string(payload),
  ]);
  const { verifyAsync } = await import("./vendor/noble-ed25519.js");
  if (!(await verifyAsync(signature, signed, key, { zip215: false }))) throw new Error("signature");
  const claims = decode(payload);
  const level = claims.get(-3), occupation = claims.get(-2);
  return {
    number: new TextDecoder().decode(claims.get(7)),
    name: claims.get(-1),
    occupation: typeof occupation === "number"
      ? String(occupation).padStart(7, "0").replace(/^(\d+)(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3-$4") : occupation || "",
    level: typeof level === "number" ? "一二三四五"[level - 1] + "级" : level || "",
    day: new Date(claims.get(6) * 1000).toISOString().slice(0, 10),
  };
};

const tell = (box, word) => {
  for (const part of box.querySelectorAll("[data-told]")) part.hidden = part.dataset.told !== word;
};

const checkToken = async (box) => {
  const digits = location.hash.slice(1);
  box.hidden = !digits;
  if (!digits) return;
  try {
    const claims = await read(digits, box.dataset.keys.split(" "));
    for (const [name, value] of Object.entries(claims)) {
      const place = box.querySelector(`[data-claim="${name}"]`);
      place.textContent = value;
      place.hidden = place.previousElementSibling.hidden = !value;
    }
    tell(box, "genuine");
  } catch (error) {
    const known = ["shape", "unknown_key", "signature"];
    tell(box, known.includes(error.message) ? error.message : "failed");
  }
};

const checkFile = async (box, file) => {
  if (!file) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  tell(box, hex(digest) === box.dataset.sha256 ? "same" : "other");
};

const box = document.querySelector("[data-token]");
if (box && crypto.subtle) {
  checkToken(box);
  addEventListener("hashchange", () => checkToken(box));
}

const files = document.querySelector("[data-sha256]");
if (files && crypto.subtle) {
  files.hidden = false;
  const input = files.querySelector("input");
  input.addEventListener("change", () => checkFile(files, input.files[0]));
  files.addEventListener("dragover", (event) => event.preventDefault());
  files.addEventListener("drop", (event) => {
    event.preventDefault();
    checkFile(files, event.dataTransfer.files[0]);
  });
}

// Once seen, the page for checking without network stays on the phone.
const worker = document.querySelector("[data-worker]");
if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker.dataset.worker).catch(() => {});
