{% load static %}// Keeps the page that checks a certificate without network, and shows it when there is none.
const KEPT = "certificate-check-{{ version }}";
const PAGE = "{% url 'certificates:offline' %}";
const FILES = [
  PAGE,
  "{% static 'css/site.css' %}",
  "{% static 'js/site.js' %}",
  "{% static 'js/check.js' %}",
  "{% static 'img/mark.svg' %}",
  "{% static 'img/icons.svg' %}",
  "{{ library }}",
];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("certificate-check-") && name !== KEPT;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

// The office always answers first; what is kept serves only where it cannot be reached.
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const kept = () => caches.match(event.request.mode === "navigate" ? PAGE : event.request);
  event.respondWith(fetch(event.request).catch(async () => (await kept()) || Response.error()));
});
