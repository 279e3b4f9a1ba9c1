// Keys for those who read without a mouse. Every page works without this file.
"use strict";

document.documentElement.classList.add("scripted");

const steps = () => [...document.querySelectorAll("[data-step]")].filter((one) => one.offsetParent);
const language = document.documentElement.lang;
let before = "";

function current() {
  const held = document.activeElement?.closest("[data-step]");
  return held ?? document.querySelector("[data-step].here");
}

function step(by) {
  const all = steps();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (!next) return;
  document.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
  next.classList.add("here");
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function open_why() {
  const why = current()?.querySelector("details.why");
  if (why) why.open = !why.open;
}

function enter(event) {
  const held = current();
  if (!held || document.activeElement !== held) return;
  const link = ["blockquote a", "h2 a", "a.act", "a.name"]
    .map((one) => held.querySelector(one))
    .find((one) => one);
  if (link) {
    event.preventDefault();
    link.click();
  }
}

function show_keys() {
  let box = document.querySelector("dialog.all-keys");
  if (!box) {
    box = document.createElement("dialog");
    box.className = "all-keys";
    document.body.append(box);
    fetch(`/${language}/about`)
      .then((answer) => answer.text())
      .then((page) => {
        const keys = new DOMParser().parseFromString(page, "text/html").querySelector("#keys");
        if (keys) box.replaceChildren(...document.importNode(keys, true).childNodes);
      });
  }
  box.open ? box.close() : box.showModal();
}

const places = { s: "/search", p: "/people", c: "/contacts", t: "/timeline", h: "/" };
const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: open_why,
  Enter: enter,
  "?": show_keys,
  "؟": show_keys,
  "/": (event) => {
    const box = document.querySelector("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  // On a Persian keyboard the same keys give Persian letters: what counts is where they lie.
  const letter = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
  if (before === "g" && places[letter]) {
    before = "";
    location.href = `/${language}${places[letter]}`;
    return;
  }
  before = letter;
  keys[letter]?.(event);
});

// A mark opens its reasons where they stand, without a jump.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#why-"]');
  if (!link) return;
  const reasons = document.getElementById(link.hash.slice(1));
  const why = reasons?.closest("details.why");
  if (!why) return;
  event.preventDefault();
  why.open = true;
  history.replaceState(null, "", link.hash);
  document.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
  const note = why.closest("[data-step], .fact");
  note?.classList.add("here");
  why.querySelector("summary").focus({ preventScroll: true });
  note?.scrollIntoView({ block: "nearest" });
});
