// The page: totals, the lines removed most, the list of documents. Data come as Base64 of deflated JSON.

const [LINES, DOCUMENTS] = [20, 100];  // rows that are added at a time
const BLOCK = 100;  // documents in an element: see BLOCK in __init__.py
const LONGEST_LINE = 300;  // see totals.py
const FIRST = ["doubtful", "failed", "skipped", "noted"];  // what a person should look at
const STATES = [...FIRST, "changed", "unchanged"];

const find = (id) => document.getElementById(id);
const count = (number) => number.toLocaleString("en-US");
const plural = (number, word) => `${count(number)} ${word}${number === 1 ? "" : "s"}`;
const sum = (rows) => rows.reduce((total, row) => total + row.at(-1), 0);
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

async function unpack(line) {
  const bytes = Uint8Array.from(atob(line), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// a list that shows some of its rows, and more on request
function pages(place, more, step, row) {
  let rows = [], shown = 0;
  const add = () => {
    const next = rows.slice(shown, shown + step);
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

function drawTiles(data, choose) {
  const {states} = data;
  const tile = (name, number, small = "", style = "") => make("div", {class: style},
    make("dt", {}, name), make("dd", {}, count(number), make("small", {}, small)));
  const tiles = [
    tile("documents", Object.values(states).reduce((total, n) => total + n, 0)),
    tile("changed", data.changed),
    tile("lines removed", sum(data.removed), ` of ${count(data.lines)}`),
    tile("lines repaired", data.mended),
  ];
  if (data.blank.length) tiles.splice(3, 0, tile("blank removed", sum(data.blank)));
  for (const state of FIRST) {
    const number = states[state] || 0;
    if (!number && (state === "skipped" || state === "noted")) continue;
    const name = number ? make("button", {type: "button", title: "Show them", onclick: () => choose(state)}, state) : state;
    tiles.push(tile(name, number, "", number ? `of-${state}` : ""));
  }
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
  if (filters.size) place.append(make("h3", {}, "Removed"), make("p", {class: "hint"}, "A click on a row shows its lines below."));
  for (const [filter, {total, kinds}] of [...filters].sort((a, b) => b[1].total - a[1].total)) {
    place.append(bar("filter", filter, total, JSON.stringify([filter])));
    if (kinds.length > 1) for (const [kind, number] of kinds) place.append(bar("kind", kind, number, JSON.stringify([filter, kind])));
  }
  if (data.blank.length) place.append(make("p", {class: "hint"}, `Besides, ${plural(sum(data.blank), "blank line")}.`));
  if (data.repaired.length) place.append(make("h3", {}, "Repaired"));
  for (const [filter, number] of data.repaired) place.append(make("div", {class: "bar repair"}, ...cells(filter, number)));
  if (!place.children.length) place.append(make("p", {class: "hint"}, data.lines ? "No line was removed or repaired." : "There was no text to clean."));
}

function drawLines(data, open) {
  const rows = data.texts.map(([text, filter, kind, number, first]) => ({text, filter, kind, number, first, folded: fold(text)}));
  find("removed").hidden = !rows.length;
  const cell = (row) => row.first === null
    ? shownAs(row.text)
    : make("button", {type: "button", title: "Show it in the first document that had it", onclick: () => open(row.first, row)}, shownAs(row.text));
  const show = pages(find("lines"), find("more-lines"), LINES, (row) => make("tr", {},
    make("td", {class: "number"}, count(row.number)), make("td", {class: "text", lang: "vi"}, cell(row)),
    make("td", {}, `${row.filter}: ${row.kind}`)));
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
  const rows = data.documents.map((entry, place) => ({...entry, place, folded: fold(`${entry.name} ${entry.title || ""}`)}));
  const read = (place) => unpack(blocks[Math.floor(place / BLOCK)].textContent.split("\n")[place % BLOCK]);
  const load = async (box, wanted) => {  // once; a line that is wanted is shown
    if (box.dataset.loaded) return;
    box.dataset.loaded = "yes";
    const record = await read(Number(box.dataset.place));
    const line = wanted ? record.lines.findIndex((each) => isRemovalOf(each, wanted)) : -1;
    box.append(textOf(record, line));
    const row = box.querySelector(`[data-line="${line + 1}"]`);
    if (!row) return;
    row.classList.add("wanted");
    row.scrollIntoView({block: "center"});
  };
  const row = (entry) => {
    const name = make("span", {class: "name"}, entry.name === "-" ? "standard input" : shownAs(entry.name, HIDDEN));
    const names = make("span", {class: "names"}, name);
    if (entry.title) names.append(make("span", {class: "title", lang: "vi"}, shownAs(entry.title)));
    for (const reason of entry.doubtful || []) names.append(make("span", {class: "reason"}, shownAs(reason)));
    const head = [names, make("span", {class: "what"}, whatOf(entry)), make("span", {class: `state ${entry.state}`}, entry.state)];
    if (entry.reason !== undefined) return make("div", {class: "entry"}, ...head);
    const box = make("details", {"data-place": entry.place, ontoggle: () => box.open && load(box)}, make("summary", {class: "entry"}, ...head));
    return box;
  };
  const show = pages(find("list"), find("more-documents"), DOCUMENTS, row);
  const [search, select, order] = ["document-search", "document-state", "document-sort"].map(find);
  select.append(make("option", {value: ""}, "all documents"));
  for (const state of STATES) if (data.states[state]) select.append(make("option", {value: state}, `${state} (${count(data.states[state])})`));
  const share = (entry) => (entry.filled ? entry.removed / entry.filled : 0);
  const orders = {
    order: (a, b) => a.place - b.place,
    removed: (a, b) => (b.removed || 0) - (a.removed || 0) || a.place - b.place,
    share: (a, b) => share(b) - share(a) || a.place - b.place,
    name: (a, b) => a.name.localeCompare(b.name, "vi", {numeric: true}),
  };
  const choose = (first) => {
    const wanted = fold(search.value.trim());
    const chosen = rows.filter((entry) => entry.folded.includes(wanted) && (!select.value || entry.state === select.value));
    const left = data.left_out ? `; ${plural(data.left_out, "document")} more are counted above, but not held by this page: --report removed.jsonl has all` : "";
    find("document-count").textContent = `${plural(chosen.length, "document")}${left}`;
    chosen.sort(orders[order.value]);
    show(first === undefined ? chosen : [rows[first], ...chosen.filter((entry) => entry.place !== first)]);
  };
  const reset = (state) => [search.value, select.value, order.value] = ["", state, "order"];
  search.addEventListener("input", () => choose());
  for (const box of [select, order]) box.addEventListener("change", () => choose());
  find("clean-only").addEventListener("change", (event) => find("list").classList.toggle("clean-only", event.target.checked));
  choose();
  const open = async (place, wanted) => {  // a document, at the line that is wanted, wherever the list stands
    reset("");
    if (find("clean-only").checked) find("clean-only").click();
    choose(place);
    const box = find("list").firstElementChild;
    const loaded = load(box, wanted);
    box.open = true;
    box.firstElementChild.focus({preventScroll: true});
    await loaded;
  };
  const only = (state) => {
    reset(state);
    choose();
    find("documents").scrollIntoView({block: "start"});
  };
  return {open, only};
}

function isRemovalOf(line, {text, filter, kind}) {
  if (typeof line === "string" || line[1] !== filter || line[2] !== kind) return false;
  const after = typeof line[0] === "string" ? line[0] : line[0].map((part) => (typeof part === "string" ? part : part[1])).join("");
  const isCut = text.length > LONGEST_LINE && text.endsWith("…");
  return after === text || (isCut && after.startsWith(text.slice(0, -1)));
}

function whatOf(entry) {
  if (entry.reason !== undefined) return shownAs(entry.reason);
  const parts = [plural(entry.lines, "line")];
  if (entry.removed) parts.push(`${count(entry.removed)} removed`);
  if (entry.blank) parts.push(`${plural(entry.blank, "blank one")} removed`);
  if (entry.repaired) parts.push(`${count(entry.repaired)} repaired`);
  if (entry.differs && parts.length === 1) parts.push("line ends or encoding changed");
  return parts.join(", ");
}

function warn(message) {
  find("message").className = "warning";
  find("message").textContent = message;
}

(async () => {
  try {
    const data = await unpack(document.querySelector("script.summary").textContent);
    const {open, only} = drawDocuments(data);
    drawTiles(data, only);
    drawBars(data, drawLines(data, open));
    if (data.partial) warn("The run was stopped before its end: the documents it was at may be missing.");
    find("made-by").textContent = `Made by cleantext ${data.version}.`;
    document.querySelector("main").hidden = false;
  } catch (error) {
    warn(`This page cannot be shown: ${error.message}. It may be cut off, or the browser older than 2023.`);
  }
})();
