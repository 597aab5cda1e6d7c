// Copies the citation with the page's address. Without it the citation is text that can be selected.
(() => {
  "use strict";
  const button = document.querySelector("button.copy");
  if (!button) return;
  const told = document.querySelector(".copied");
  const words = () => `${document.getElementById(button.dataset.copies).textContent.trim()} ${location.href.split("#")[0]}`;
  const select = () => {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(button.dataset.copies));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words());
      told.textContent = "Copied.";
    } catch {
      select();
      told.textContent = "Selected: copy it with your keyboard.";
    }
  });
})();
