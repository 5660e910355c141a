// The lines removed most often: searched, chosen by filter and kind, sorted, and ticked to stay.

const LINES = 20;  // rows that are added at a time
const LONGEST_LINE = 300;  // see totals.py

function drawLines(data, open, read) {
  const rows = data.texts.map(([text, filter, kind, number, first]) => ({text, filter, kind, number, first, folded: fold(text)}));
  find("removed").hidden = !rows.length;
  const show = pages(find("lines"), find("more-lines"), LINES, (entry) => rowOf(entry, data, open, read));
  const select = find("line-filter");
  drawKinds(select, data.removed);
  const orders = {
    count: (a, b) => b.number - a.number,
    text: (a, b) => a.text.localeCompare(b.text, "vi"),
    kind: (a, b) => a.filter.localeCompare(b.filter) || a.kind.localeCompare(b.kind) || b.number - a.number,
  };
  const choose = () => {
    const wanted = fold(find("line-search").value.trim());
    const [filter, kind] = JSON.parse(select.value);
    const chosen = rows.filter((entry) => entry.folded.includes(wanted) && (!filter || entry.filter === filter) && (!kind || entry.kind === kind));
    const number = chosen.length;
    const counted = [said(number === 1 ? en`1 different line` : en`{number} different lines`, {number})];
    if (rows.length < data.different) counted.push(said(en`, of the {listed} most frequent of {all}`, {listed: rows.length, all: data.different}));
    if (data.missed) counted.push(said(en`; lines that came fewer than about {number} times may be missing, and counts may be low by that`, {number: data.missed}));
    find("line-count").replaceChildren(...counted);
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

const filterAndKind = (filter, kind, name, attributes) => said(en`{filter}: {kind}`, {filter: {t: filter}, kind: {t: kind}}, name, attributes);

function drawKinds(select, removed) {
  select.append(said(en`all filters`, {}, "option", {value: "[]"}));
  for (const [filter, kind] of removed.slice().sort()) {
    const whole = JSON.stringify([filter]);
    if (![...select.options].some((option) => option.value === whole)) select.append(said(filter, {}, "option", {value: whole}));
    select.append(filterAndKind(filter, kind, "option", {value: JSON.stringify([filter, kind])}));
  }
}

function rowOf(entry, data, open, read) {
  const place = make("td", {class: "tick"});
  const first = entry.first === null ? {} : data.documents[entry.first];
  if (!isCut(entry.text)) place.append(keepTick(entry.text, first.site));
  else if (entry.first !== null) read(entry.first).then((record) => {  // all of a line that is shown in part
    const line = record.lines.find((each) => isRemovalOf(each, entry));
    if (line) place.append(keepTick(afterOf(line[0]), record.site));
  });
  const text = entry.first === null ? shownAs(entry.text)
    : speak(make("button", {type: "button", "data-t-title": en`Show it in the first document that had it`, onclick: () => open(entry.first, (line) => isRemovalOf(line, entry))}, shownAs(entry.text)));
  return make("tr", {},
    said("{number}", {number: entry.number}, "td", {class: "number"}), make("td", {class: "text", lang: "vi"}, text),
    filterAndKind(entry.filter, entry.kind, "td", {class: "kind"}), place);
}

const isCut = (text) => text.length > LONGEST_LINE && text.endsWith("…");

function isRemovalOf(line, {text, filter, kind}) {
  if (!isRemoval(line) || line[1] !== filter || line[2] !== kind) return false;
  const after = afterOf(line[0]);
  return after === text || (isCut(text) && after.startsWith(text.slice(0, -1)));
}
