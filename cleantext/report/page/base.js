"use strict";
// What all parts of the page share: elements, packed data, lists that grow on request, files to download.

const BLOCK = 25;  // documents that are packed together: see BLOCK in __init__.py
const UNPACKED = 8;  // blocks that are kept unpacked
const FIRST = ["doubtful", "failed", "skipped", "noted"];  // what a person should look at
const STATES = [...FIRST, "changed", "unchanged"];

const find = (id) => document.getElementById(id);
const sum = (rows) => rows.reduce((total, row) => total + row.at(-1), 0);
const afterOf = (parts) => (typeof parts === "string" ? parts : parts.map((part) => (typeof part === "string" ? part : part[1])).join(""));
const textOfLine = (line) => (typeof line === "string" ? line : afterOf(line[0]));
const isRemoval = (line) => typeof line !== "string" && line.length > 1;

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "width") element.style.width = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

async function unpack(line) {
  const packed = atob(line);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const [unpacked] = await Promise.all([new Response(stream.readable).arrayBuffer(), written]);
  return JSON.parse(new TextDecoder().decode(unpacked));
}

// what gives the documents of the page by their places; of their blocks, those used last stay unpacked, and of one
// that is damaged, the documents say so
function reader() {
  const blocks = document.querySelectorAll("script.documents");
  const unpacked = new Map();
  return async (place) => {
    const number = Math.floor(place / BLOCK);
    const block = unpacked.get(number) || unpack(blocks[number]?.textContent).catch(() => null);
    unpacked.delete(number);
    unpacked.set(number, block);
    if (unpacked.size > UNPACKED) unpacked.delete(unpacked.keys().next().value);
    const documents = await block;
    if (documents) return documents[place % BLOCK];
    warn(en`This page is damaged: some of its documents cannot be read, and are neither searched nor in the CSV.`);
    return {notes: [en`This document cannot be read: the page is damaged.`], lines: [], vi: {}};
  };
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

function download(name, parts, type) {
  const address = URL.createObjectURL(new Blob(parts, {type}));
  make("a", {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
