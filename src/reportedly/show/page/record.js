// Ties the marks in the text to the rows: click either, or walk the rows with j and k. The page reads without it.
(() => {
  "use strict";
  const text = document.getElementById("page-text");
  if (!text) return;
  const rows = new Map([...document.querySelectorAll(".row")].map((row) => [row.id, row]));
  const pieces = new Map(); // address of a row -> [[piece, role], …] in text order
  for (const piece of text.querySelectorAll(".piece")) {
    for (const part of piece.dataset.parts.split(" ")) {
      const [row, role] = part.split(".");
      if (!pieces.has(row)) pieces.set(row, []);
      pieces.get(row).push([piece, role]);
    }
  }
  const PARTS = new Set(["actor", "recipient", "because", "of", "measure", "medium", "date", "place"]); // outlined only
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const wide = matchMedia("(min-width: 60rem)");
  const scroll = (node, block) => node.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  const hidden = (row) => document.body.classList.contains(`without-${row.dataset.kind}`);
  let current = null; // the row that j and k count from

  function clear() {
    for (const node of document.querySelectorAll(".on, .part")) node.classList.remove("on", "part", "main");
    for (const row of document.querySelectorAll(".row[aria-current]")) row.removeAttribute("aria-current");
  }

  function select(ids) {
    clear();
    const chosen = ids.map((id) => rows.get(id)).filter((row) => row && !hidden(row));
    for (const row of chosen) {
      row.classList.add("on");
      row.setAttribute("aria-current", "true");
      for (const [piece, role] of pieces.get(row.id) ?? []) {
        piece.classList.add(PARTS.has(role) ? "part" : "on");
        if (row === chosen[0] && !PARTS.has(role)) piece.classList.add("main"); // the innermost row stands out
      }
    }
    current = chosen[0] ?? current;
    return chosen[0];
  }

  function show(row) {
    if (!row) return;
    row.scrollIntoView({ block: "nearest" });
    row.focus({ preventScroll: true });
  }

  function first(row) {
    const own = pieces.get(row.id) ?? [];
    return (own.find(([, role]) => !PARTS.has(role)) ?? own[0])?.[0];
  }

  function jump(row) {
    const piece = row && first(row);
    if (!piece) return;
    scroll(piece, "center");
    piece.focus({ preventScroll: true });
  }

  function step(by) {
    const open = [...rows.values()].filter((row) => !hidden(row));
    if (!open.length) return;
    const at = open.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(open.length - 1, Math.max(0, at + by));
    show(select([open[next].id]));
  }

  text.addEventListener("click", (event) => {
    const piece = event.target.closest(".piece[data-rows]");
    if (!piece) return;
    event.preventDefault();
    if (String(getSelection())) return; // the reader is copying words
    show(select(piece.dataset.rows.split(" ")));
  });

  document.getElementById("page-rows").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.classList.contains("to-row")) {
      event.preventDefault();
      show(select([link.hash.slice(1)]));
      return;
    }
    const row = event.target.closest(".row");
    if (!row) return;
    if (String(getSelection())) return;
    select([row.id]);
    if (link) {
      event.preventDefault();
      jump(row);
    } else if (wide.matches) {
      const piece = first(row);
      if (piece) scroll(piece, "nearest");
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") {
      clear();
      current = null;
      document.activeElement?.blur();
    } else if (event.key === "Enter" && current && !event.target.closest("a, input, summary")) jump(current);
    else return;
    event.preventDefault();
  });

  const boxes = [...document.querySelectorAll("[data-filter]")];
  function filter() {
    for (const box of boxes) document.body.classList.toggle(`without-${box.dataset.filter}`, !box.checked);
    for (const row of document.querySelectorAll(".row.on")) if (hidden(row)) clear();
  }
  for (const box of boxes) box.addEventListener("change", filter);
  filter(); // a browser may restore the boxes of the last visit

  function follow() {
    const id = location.hash.slice(1).replace(/^at-/, "");
    if (rows.has(id)) select([id]);
  }
  addEventListener("hashchange", follow);
  document.querySelector(".filters").hidden = false;
  document.documentElement.classList.add("scripted");
  follow();
})();
