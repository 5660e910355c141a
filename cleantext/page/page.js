"use strict";
// Text of documents gets into the page as text nodes alone, never as markup. Data come as Base64 of deflated JSON.

const STEP = 100;  // rows that are added at a time
const BLOCK = 100;  // documents in an element: see BLOCK in __init__.py
const MOST_CELLS = 1000000;  // of the table that compares two lines
const AROUND = 3;  // unchanged lines that are shown on either side of a change
const SHORT = 60;  // lines of a document that are all shown
const LONG = 3000;  // rows of one that are shown at a time
// as in streams.py and report.py: what a reader would not see, or what would turn the text around it
const UNSAFE = /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const HIDDEN = /(?! )\s|[\u0300-\u036f\ufe00-\ufe0f\0-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const STATES = {suspect: "suspect", failed: "failed", skipped: "skipped", changed: "changed", unchanged: "unchanged"};

const find = (id) => document.getElementById(id);
const count = (number) => number.toLocaleString("en-US");
const plural = (number, word) => `${count(number)} ${word}${number === 1 ? "" : "s"}`;
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "width") element.style.width = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

async function unpack(line) {
  const bytes = Uint8Array.from(atob(line), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// a list that shows some of its rows, and more on request
function pages(place, more, row) {
  let rows = [], shown = 0;
  const add = () => {
    const next = rows.slice(shown, shown + STEP);
    shown += next.length;
    place.append(...next.map(row));
    more.hidden = shown >= rows.length;
  };
  more.addEventListener("click", add);
  return (chosen) => {
    rows = chosen;
    shown = 0;
    place.replaceChildren();
    add();
  };
}

function drawTiles(data) {
  const {states, removed} = data;
  const total = Object.values(states).reduce((sum, n) => sum + n, 0);
  const gone = removed.reduce((sum, [, , n]) => sum + n, 0);
  const share = data.lines ? ` of ${count(data.lines)}` : "";
  const tile = (name, number, small = "", alarm = false) =>
    make("div", alarm ? {class: "alarm"} : {}, make("dt", {}, name), make("dd", {}, count(number), make("small", {}, small)));
  const tiles = [
    tile("documents", total),
    tile("changed", (states.changed || 0) + (states.suspect || 0)),
    tile("lines removed", gone, share),
    tile("lines repaired", data.mended),
    tile("suspect", states.suspect || 0, "", Boolean(states.suspect)),
    tile("failed", states.failed || 0, "", Boolean(states.failed)),
  ];
  if (states.skipped) tiles.push(tile("skipped", states.skipped));
  find("tiles").append(...tiles);
}

function drawBars(data, choose) {
  const filters = new Map();
  for (const [filter, kind, number] of data.removed) {
    const entry = filters.get(filter) || {total: 0, kinds: []};
    entry.total += number;
    entry.kinds.push([kind, number]);
    filters.set(filter, entry);
  }
  const most = Math.max(1, ...[...filters.values()].map((entry) => entry.total), ...data.repaired.map(([, n]) => n));
  const cells = (label, number) => [
    make("span", {class: "label"}, label),
    make("span", {class: "track"}, make("span", {class: "fill", width: `${100 * number / most}%`})),
    make("span", {class: "number"}, count(number)),
  ];
  const bar = (style, label, number, value) =>
    make("button", {type: "button", class: `bar ${style}`, "aria-pressed": "false", "data-value": value, onclick: () => choose(value)}, ...cells(label, number));
  const place = find("bars");
  if (filters.size) place.append(make("h3", {}, "Removed"));
  for (const [filter, {total, kinds}] of [...filters].sort((a, b) => b[1].total - a[1].total)) {
    place.append(bar("filter", filter, total, JSON.stringify([filter])));
    if (kinds.length > 1) for (const [kind, number] of kinds) place.append(bar("kind", kind, number, JSON.stringify([filter, kind])));
  }
  if (data.repaired.length) place.append(make("h3", {}, "Repaired"));
  for (const [filter, number] of data.repaired) place.append(make("div", {class: "bar repair"}, ...cells(filter, number)));
  if (!place.children.length) place.append(make("p", {class: "hint"}, "No line was removed or repaired."));
}

function drawLines(data, open) {
  const rows = data.texts.map(([text, filter, kind, number, first]) => ({text, filter, kind, number, first, folded: fold(text)}));
  const cell = (row) => row.first === null || row.first === undefined
    ? safely(row.text)
    : make("button", {type: "button", title: "Show the first document that had it", onclick: () => open(row.first)}, safely(row.text));
  const show = pages(find("lines"), find("more-lines"), (row) => make("tr", {},
    make("td", {class: "number"}, count(row.number)), make("td", {class: "text", lang: "vi"}, cell(row)),
    make("td", {}, row.filter), make("td", {}, row.kind)));
  const select = find("line-filter");
  select.append(make("option", {value: "[]"}, "all filters"));
  for (const [filter, kind] of data.removed.slice().sort()) {
    const whole = JSON.stringify([filter]);
    if (![...select.options].some((option) => option.value === whole)) select.append(make("option", {value: whole}, filter));
    select.append(make("option", {value: JSON.stringify([filter, kind])}, `${filter}: ${kind}`));
  }
  const orders = {
    count: (a, b) => b.number - a.number,
    text: (a, b) => a.text.localeCompare(b.text, "vi"),
    kind: (a, b) => a.filter.localeCompare(b.filter) || a.kind.localeCompare(b.kind) || b.number - a.number,
  };
  const choose = () => {
    const wanted = fold(find("line-search").value.trim());
    const [filter, kind] = JSON.parse(select.value);
    const chosen = rows.filter((row) => row.folded.includes(wanted) && (!filter || row.filter === filter) && (!kind || row.kind === kind));
    const listed = rows.length < data.different ? `, of the ${count(rows.length)} most frequent of ${count(data.different)}` : "";
    const missed = data.missed ? `; what came fewer than about ${plural(data.missed, "time")} may be missing, and counts may be low by that` : "";
    find("line-count").textContent = `${plural(chosen.length, "different line")}${listed}${missed}`;
    show(chosen.sort(orders[find("line-sort").value]));
    for (const bar of document.querySelectorAll("button.bar")) bar.setAttribute("aria-pressed", String(bar.dataset.value === select.value));
  };
  find("line-search").addEventListener("input", choose);
  for (const id of ["line-filter", "line-sort"]) find(id).addEventListener("change", choose);
  choose();
  return (value) => {
    select.value = select.value === value ? "[]" : value;
    choose();
    find("removed").scrollIntoView({block: "start"});
  };
}

function drawDocuments(data) {
  const blocks = document.querySelectorAll("script.documents");
  const rows = data.documents.map((entry, place) => ({...entry, place, folded: fold(entry.name)}));
  const read = (place) => unpack(blocks[Math.floor(place / BLOCK)].textContent.split("\n")[place % BLOCK]);
  const row = (entry) => {
    const head = [make("span", {class: "name"}, safely(entry.name)), make("span", {class: "what"}, whatOf(entry)),
      make("span", {class: `state ${entry.state}`}, STATES[entry.state])];
    if (entry.reason !== undefined) return make("div", {class: "entry"}, ...head);
    const box = make("details", {"data-place": entry.place}, make("summary", {class: "entry"}, ...head));
    box.addEventListener("toggle", async () => {
      if (box.open && box.children.length === 1) box.append(textOf(await read(entry.place)));
    });
    return box;
  };
  const show = pages(find("list"), find("more-documents"), row);
  const select = find("document-state");
  select.append(make("option", {value: ""}, "all documents"));
  for (const state of Object.keys(STATES)) if (data.states[state]) select.append(make("option", {value: state}, `${STATES[state]} (${count(data.states[state])})`));
  const share = (entry) => (entry.lines ? entry.removed / entry.lines : 0);
  const orders = {
    order: (a, b) => a.place - b.place,
    removed: (a, b) => (b.removed || 0) - (a.removed || 0) || a.place - b.place,
    share: (a, b) => share(b) - share(a) || a.place - b.place,
    name: (a, b) => a.name.localeCompare(b.name, "vi", {numeric: true}),
  };
  const choose = () => {
    const wanted = fold(find("document-search").value.trim());
    const chosen = rows.filter((entry) => entry.folded.includes(wanted) && (!select.value || entry.state === select.value));
    const left = data.left_out ? `; ${plural(data.left_out, "document")} more are counted above, but not held by this page: --report removed.jsonl has all` : "";
    find("document-count").textContent = `${plural(chosen.length, "document")}${left}`;
    show(chosen.sort(orders[find("document-sort").value]));
  };
  find("document-search").addEventListener("input", choose);
  for (const id of ["document-state", "document-sort"]) find(id).addEventListener("change", choose);
  find("clean-only").addEventListener("change", (event) => find("list").classList.toggle("clean-only", event.target.checked));
  choose();
  return (place) => {  // open a document, wherever the list stands
    find("document-search").value = "";
    select.value = "";
    show([rows[place], ...rows.filter((entry) => entry.place !== place)]);
    const box = find("list").firstElementChild;
    box.open = true;
    box.scrollIntoView({block: "start"});
    box.firstElementChild.focus({preventScroll: true});
  };
}

function whatOf(entry) {
  if (entry.reason !== undefined) return safely(entry.reason);
  const parts = [plural(entry.lines, "line")];
  if (entry.removed) parts.push(`${count(entry.removed)} removed`);
  if (entry.repaired) parts.push(`${count(entry.repaired)} repaired`);
  return parts.join(", ");
}

// a document: every line of the source, struck where it went, marked where it was repaired
function textOf(record) {
  const place = make("div", {class: "text-of", lang: "vi"});
  for (const {kind, message, line} of record.notes)
    place.append(make("p", {class: "note", lang: "en"}, safely(`${kind}${line === null ? "" : `, line ${line}`}: ${message}`)));
  const isChanged = record.lines.map((line) => typeof line !== "string");
  const near = (i) => isChanged.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(Boolean);
  const rows = [];
  for (let i = 0; i < record.lines.length;) {
    let end = i;
    if (record.lines.length > SHORT) while (end < record.lines.length && !near(end)) end++;
    if (end > i + 1) {
      const [from, to] = [i, end];
      rows.push(() => {
        const rest = make("button", {type: "button", class: "more", onclick: () => rest.replaceWith(...range(from, to).map((k) => lineOf(record.lines[k], k + 1)))},
          `Show ${count(to - from)} lines that stayed as they were`);
        return rest;
      });
      i = end;
    } else {
      const k = i++;
      rows.push(() => lineOf(record.lines[k], k + 1));
    }
  }
  const more = make("button", {type: "button", class: "more"}, "Show more of it");
  let shown = 0;
  const add = () => {
    more.before(...rows.slice(shown, shown += LONG).map((row) => row()));
    more.hidden = shown >= rows.length;
  };
  place.append(more);
  more.addEventListener("click", add);
  add();
  return place;
}

const range = (from, to) => Array.from({length: to - from}, (_, i) => from + i);

function lineOf(line, number) {
  const row = (style, why, ...content) => make("div", {class: `row ${style}`},
    make("span", {class: "at"}, String(number)), make("span", {class: "line"}, ...content), make("span", {class: "why", lang: "en"}, why));
  if (typeof line === "string") return row("", "", safely(line));
  if (line.length === 2) return row("mended", "repaired", ...compared(line[0], line[1]));
  const [before, filter, , reason] = line;
  return row("gone", safely(`${filter}: ${reason}`), make("del", {}, safely(before)));
}

// text with what nobody sees written out, and nothing in it that turns what is around
function safely(text, pattern = UNSAFE) {
  const place = document.createDocumentFragment();
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    place.append(text.slice(done, match.index), make("span", {class: "code"}, `U+${code}`));
    done = match.index + match[0].length;
  }
  place.append(text.slice(done));
  return place;
}

function compared(before, after) {
  const nodes = [];
  for (const [same, old, fresh] of differences(before, after)) {
    if (same) nodes.push(safely(same));
    const [head, removed, added, tail] = narrowed(old, fresh);
    if (head) nodes.push(safely(head));
    if (removed) nodes.push(make("del", {}, safely(removed, HIDDEN)));
    if (added) nodes.push(make("ins", {}, safely(added)));
    if (tail) nodes.push(safely(tail));
  }
  return nodes;
}

// triples: what both have, then what the first has in place of what the second has; word by word
function differences(before, after) {
  const [a, b] = [before, after].map((line) => line.match(/\p{White_Space}+|\P{White_Space}+/gu) || []);
  if (a.length * b.length > MOST_CELLS) return [["", before, after]];
  const length = Array.from({length: a.length + 1}, () => new Uint32Array(b.length + 1));  // of the longest common rest
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const found = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    let [same, old, fresh] = ["", "", ""];
    while (i < a.length && j < b.length && a[i] === b[j]) { same += a[i]; i++; j++; }
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1])) old += a[i++];
      else fresh += b[j++];
    }
    found.push([same, old, fresh]);
  }
  return found;
}

// what two texts begin and end with alike, set apart; letters are not parted from their marks
function narrowed(old, fresh) {
  const [a, b] = [old, fresh].map((text) => text.match(/\P{M}\p{M}*|\p{M}+/gu) || []);
  let [start, end] = [0, 0];
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [removed, added] = [a, b].map((parts) => parts.slice(start, parts.length - end).join(""));
  return [a.slice(0, start).join(""), removed, added, a.slice(a.length - end).join("")];
}

(async () => {
  try {
    const data = await unpack(document.querySelector("script.summary").textContent);
    drawTiles(data);
    const open = drawDocuments(data);
    const choose = drawLines(data, open);
    drawBars(data, choose);
  } catch (error) {
    find("message").className = "warning";
    find("message").textContent = `This page cannot be shown: ${error.message}. It may be cut off, or the browser older than 2023.`;
  }
})();
