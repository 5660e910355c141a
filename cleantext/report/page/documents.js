// The list of documents: searched in full, chosen by state, sorted; each opens to its text, before and after.

const DOCUMENTS = 100;  // rows that are added at a time

function drawDocuments(data, read) {
  const rows = data.documents.map((entry, place) => ({...entry, place}));
  const texts = fullText(rows, read);
  const [search, select, order, list] = ["document-search", "document-state", "document-sort", "list"].map(find);
  let wanted = "";
  const openAt = async (box, isWanted) => {  // once; a line that is wanted is shown
    const isNew = !box.dataset.loaded;
    box.dataset.loaded = "yes";
    box.open = true;
    if (isNew) {
      const record = await read(Number(box.dataset.place));
      learn(record.vi);
      const line = record.lines.findIndex(isWanted);
      box.append(textOf(record, line, wanted));
      showLine(box, line + 1);
    }
  };
  const row = (entry) => rowOfDocument(entry, openAt, () => wanted, read);
  const show = pages(list, find("more-documents"), DOCUMENTS, row);
  drawStates(select, data.states);
  const choose = (first) => {
    const chosen = rows.filter((entry) => (!wanted || texts.has(entry.place, wanted)) && (!select.value || entry.state === select.value));
    find("document-count").replaceChildren(...countOf(chosen.length, data.left_out));
    chosen.sort(ORDERS[order.value]);
    show(first === undefined ? chosen : [rows[first], ...chosen.filter((entry) => entry.place !== first)]);
  };
  const progress = (done) => {
    find("search-progress").hidden = done >= rows.length || !wanted;
    find("search-progress").dataset.values = JSON.stringify({share: {part: done, whole: rows.length}});
    say(find("search-progress"), en`searching the texts: {share}`);
    if (wanted && done >= rows.length && !list.querySelector("details[open]")) choose();
  };
  (window.requestIdleCallback || setTimeout)(() => texts.start(progress));
  search.addEventListener("input", () => {
    wanted = fold(search.value.trim());
    texts.start(progress);
    find("search-progress").hidden = !wanted || texts.isComplete();
    choose();
  });
  for (const box of [select, order]) box.addEventListener("change", () => choose());
  find("clean-only").addEventListener("change", (event) => list.classList.toggle("clean-only", event.target.checked));
  choose();
  startDownloads(rows, read);
  const reset = (state) => [search.value, wanted, select.value, order.value] = ["", "", state, "order"];
  return {
    open: async (place, isWanted) => {  // a document, at the line that is wanted, wherever the list stands
      reset("");
      if (find("clean-only").checked) find("clean-only").click();
      choose(place);
      const box = list.querySelector("details");
      box.querySelector("summary").focus({preventScroll: true});
      await openAt(box, isWanted);
    },
    only: (state) => {
      reset(state);
      choose();
      find("documents").scrollIntoView({block: "start"});
    },
  };
}

const share = (entry) => (entry.filled ? entry.removed / entry.filled : 0);
const ORDERS = {
  order: (a, b) => a.place - b.place,
  removed: (a, b) => (b.removed || 0) - (a.removed || 0) || a.place - b.place,
  share: (a, b) => share(b) - share(a) || a.place - b.place,
  name: (a, b) => a.name.localeCompare(b.name, "vi", {numeric: true}),
};

function drawStates(select, states) {
  select.append(said(en`all documents`, {}, "option", {value: ""}));
  for (const state of STATES)
    if (states[state]) select.append(said(en`{state} ({number})`, {state: {t: state}, number: states[state]}, "option", {value: state}));
}

function countOf(number, leftOut) {
  const counted = [said(number === 1 ? en`1 document` : en`{number} documents`, {number})];
  if (leftOut) counted.push(said(en`; {number} more are counted above, but not held by this page: --report removed.jsonl has all`, {number: leftOut}));
  return counted;
}

function rowOfDocument(entry, openAt, searched, read) {
  const name = make("span", {class: "name"}, entry.name === "-" ? said(en`standard input`) : shownAs(entry.name, HIDDEN));
  const names = make("span", {class: "names"}, name);
  if (entry.title) names.append(make("span", {class: "title", lang: "vi"}, shownAs(entry.title)));
  for (const reason of entry.doubtful || []) names.append(said(reason, {}, "span", {class: "reason"}));
  const head = [names, make("span", {class: "what"}, ...whatOf(entry)), said(entry.state, {}, "span", {class: `state ${entry.state}`})];
  if (entry.reason !== undefined) return make("div", {class: "entry"}, ...head);
  const opened = () => box.open && !box.dataset.loaded && openAt(box, () => false);
  const box = make("details", {"data-place": entry.place, ontoggle: opened}, make("summary", {class: "entry"}, ...head));
  const wanted = searched();
  if (wanted) {
    const hits = make("div", {class: "hits", lang: "vi"});
    for (const part of names.querySelectorAll(".name, .title")) markIn(part, wanted);
    read(entry.place).then((record) => hits.append(...hitsIn(record, wanted, (line) => openAt(box, (_, i) => i === line).then(() => showLine(box, line + 1)))));
    return make("div", {}, box, hits);
  }
  return box;
}

function showLine(box, number) {
  const row = box.querySelector(`[data-line="${number}"]`);
  if (!row) return;
  for (const other of box.querySelectorAll(".wanted")) other.classList.remove("wanted");
  row.classList.add("wanted");
  row.scrollIntoView({block: "center"});
}

function whatOf(entry) {
  if (entry.reason !== undefined) return [said(entry.reason)];
  const parts = [said(entry.lines === 1 ? en`1 line` : en`{number} lines`, {number: entry.lines})];
  if (entry.removed) parts.push(said(en`{number} removed ({share})`, {number: entry.removed, share: {part: entry.removed, whole: entry.filled}}));
  if (entry.repaired) parts.push(said(en`{number} repaired`, {number: entry.repaired}));
  if (entry.blank) parts.push(said(entry.blank === 1 ? en`1 blank line removed` : en`{number} blank lines removed`, {number: entry.blank}));
  if (entry.differs && parts.length === 1) parts.push(said(en`line ends or encoding changed`));
  return parts.flatMap((part, i) => (i ? [", ", part] : [part]));
}
