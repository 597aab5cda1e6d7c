// Ties the marks of an article to its rows, walks the rows (n, p), and marks the characters that an address names (#c5-9).
(() => {
  "use strict";
  const text = document.getElementById("text");
  const list = document.getElementById("rows");
  if (!text || !list) return;
  const rows = new Map([...list.querySelectorAll(".row")].map((row) => [row.id, row]));
  const pieces = new Map(); // row -> [[piece, role], …] in text order
  for (const piece of text.querySelectorAll(".piece")) {
    for (const part of piece.dataset.p.split(" ")) {
      const [row, role] = part.split(".");
      if (!pieces.has(row)) pieces.set(row, []);
      pieces.get(row).push([piece, role]);
    }
  }
  const PARTS = new Set(["actor", "recipient", "because", "of", "measure", "medium", "date", "place"]); // outlined only
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const shown = (row) => row.getClientRects().length > 0;
  let current = null;

  function clear() {
    for (const node of document.querySelectorAll(".row.on, .piece.on, .piece.part")) node.classList.remove("on", "part");
    for (const row of list.querySelectorAll(".row[aria-current]")) row.removeAttribute("aria-current");
    for (const mark of text.querySelectorAll("mark.here")) mark.replaceWith(...mark.childNodes);
    text.normalize();
  }

  function select(row) {
    clear();
    row.classList.add("on");
    row.setAttribute("aria-current", "true");
    for (const [piece, role] of pieces.get(row.id) ?? []) piece.classList.add(PARTS.has(role) ? "part" : "on");
    current = row;
  }

  const first = (row) => {
    const own = pieces.get(row.id) ?? [];
    return (own.find(([, role]) => !PARTS.has(role)) ?? own[0])?.[0];
  };
  const look = (node, block = "center") => node?.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

  function show(row) {
    row.scrollIntoView({ block: "nearest" });
    row.focus({ preventScroll: true });
  }

  function step(by) {
    const open = [...rows.values()].filter(shown);
    if (!open.length) return;
    const at = open.indexOf(current);
    const row = open[at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(open.length - 1, Math.max(0, at + by))];
    select(row);
    show(row);
    if (matchMedia("(min-width: 60rem)").matches) first(row)?.scrollIntoView({ block: "nearest" });
  }

  // Wraps the characters [from, to) of the article; offsets count Unicode characters, as the records do.
  function wrap(from, to) {
    const found = [];
    for (const paragraph of text.querySelectorAll("[data-start]")) {
      let at = Number(paragraph.dataset.start);
      if (at >= to) break;
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const letters = Array.from(node.data);
        const begin = Math.max(from, at) - at, end = Math.min(to, at + letters.length) - at;
        if (begin < end) {
          const units = (n) => letters.slice(0, n).join("").length;
          found.push([node, units(begin), units(end)]);
        }
        at += letters.length;
      }
    }
    return found.map(([node, begin, end]) => {
      const range = document.createRange(), mark = document.createElement("mark");
      range.setStart(node, begin);
      range.setEnd(node, end);
      mark.className = "here";
      range.surroundContents(mark);
      return mark;
    });
  }

  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const span = /^c(\d{1,9})-(\d{1,9})$/.exec(id);
    if (span) {
      const [from, to] = [Number(span[1]), Number(span[2])];
      const part = [...document.querySelectorAll(".parts a")].find((a) => from >= +a.dataset.from && from < +a.dataset.to);
      if (part && part.getAttribute("aria-current") === null) { location.replace(part.href + location.hash); return; }
      clear();
      look(wrap(from, to)[0]);
      return;
    }
    const row = rows.get(id) ?? rows.get(id.replace(/^at-/, ""));
    if (row) select(row);
  }

  text.addEventListener("click", (event) => {
    const piece = event.target.closest("a.piece");
    const row = piece && rows.get(piece.hash.slice(1));
    if (!row) return;
    event.preventDefault();
    if (String(getSelection())) return; // the reader is copying words
    const box = document.getElementById(`rows-${row.dataset.kind}`);
    if (box) box.checked = true;
    select(row);
    show(row);
  });

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const row = event.target.closest(".row");
    if (link?.classList.contains("to-row")) {
      const other = rows.get(link.hash.slice(1));
      if (!other) return;
      event.preventDefault();
      select(other);
      show(other);
    } else if (row && (!link || link.classList.contains("id")) && !String(getSelection())) {
      event.preventDefault();
      select(row);
      if (link || matchMedia("(min-width: 60rem)").matches) look(first(row), "nearest");
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const turn = (rel) => document.querySelector(`.around a[rel=${rel}]`)?.click();
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "N") turn("next");
    else if (event.key === "P") turn("prev");
    else if (event.key === "Escape") { clear(); current = null; document.activeElement?.blur(); }
    else if (event.key === "Enter" && current && !event.target.closest("a, input, summary, button")) look(first(current));
    else return;
    event.preventDefault();
  });

  document.documentElement.classList.add("scripted");
  addEventListener("hashchange", follow);
  follow();
})();
