// Corrections with one key, and citations copied. Every form works without this file.
"use strict";

let earlier = "";

function held() {
  const near = document.activeElement?.closest(".note, .fact");
  return near ?? document.querySelector(".note.here, .fact.here");
}

function own(selector) {
  const note = held();
  const all = note ? [...note.querySelectorAll(selector)] : [];
  return all.find((one) => one.closest(".note, .fact") === note);
}

const fields = { s: "speaker", p: "span", c: "code", n: "note" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const letter = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
  const going = earlier === "g";
  earlier = letter;
  if (going) return;
  const button = own(`[data-key="${CSS.escape(letter)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
    return;
  }
  const link = fields[letter] && own("[data-fields]");
  if (link?.dataset.fields.includes(letter)) {
    event.preventDefault();
    // The address names a field of that page, and a browser goes into a field that it is led to.
    location.href = `${link.href}#${fields[letter]}`;
  }
});

// After a form was sent the reader stands where they stood.
const back = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
const stood = back && back.closest(".note, .fact");
if (stood) {
  stood.classList.add("here");
  stood.tabIndex = -1;
  stood.focus({ preventScroll: true });
}

document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(words.textContent);
      button.textContent = "✓";
    } catch {
      getSelection().selectAllChildren(words);
    }
  });
});
