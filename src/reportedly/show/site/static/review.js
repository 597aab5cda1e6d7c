// Review by keyboard, and the author's name remembered in this browser. The forms work without it.
(() => {
  "use strict";
  const form = document.getElementById("decide");
  if (!form) return;
  const author = form.querySelector("[data-author]");
  try { author.value ||= localStorage.getItem("author") || ""; } catch { /* a browser may forbid it */ }
  form.addEventListener("submit", () => {
    try { localStorage.setItem("author", author.value); } catch { /* as above */ }
  });
  const keys = document.querySelector(".keys");
  if (!keys) return;
  keys.hidden = false;
  const press = (button) => { if (button) form.requestSubmit(button); };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "a") press(form.querySelector("[value=accept]"));
    else if (event.key === "r") press(form.querySelector("[value=reject]"));
    else if (event.key === "u") press(document.querySelector("button[name=undo]"));
    else if (event.key === "e") {
      form.querySelector("details.edit").open = true;
      form.querySelector("details.edit select, details.edit input:not([type=hidden])").focus();
    } else return;
    event.preventDefault();
  });
})();
