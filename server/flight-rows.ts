/** A row of the data with which React hydrates a page: `1a:["$","p",null,{"children":"…"}]`. */
export type FlightRow = {
  id: string;
  /** As it was written, with its end. */
  raw: string;
  /** The value of a row that holds one. */
  value?: unknown;
};

/** Row types whose length is written before their content. */
const withLength = /^[TAOoUSsLlGgMmVb][0-9a-f]+,/;
const newline = 0x0a;

/** Reads the rows; undefined if the data is cut off or written in another way. */
export function readRows(data: string): FlightRow[] | undefined {
  const bytes = Buffer.from(data);
  const rows: FlightRow[] = [];
  for (let start = 0; start < bytes.length; ) {
    const colon = bytes.indexOf(":", start);
    if (colon < 0) return undefined;
    const id = bytes.toString("latin1", start, colon);
    const [head] = withLength.exec(bytes.toString("latin1", colon + 1, colon + 20)) ?? [];
    const end = head
      ? colon + 1 + head.length + Number.parseInt(head.slice(1, -1), 16)
      : bytes.indexOf(newline, colon) + 1;
    if (end <= colon || end > bytes.length) return undefined;
    const content = bytes.toString("utf8", colon + 1 + (head?.length ?? 0), end);
    const value = head ? (head.startsWith("T") ? { value: escaped(content) } : {}) : parsedValue(content);
    if (!value) return undefined;
    rows.push({ id, raw: bytes.toString("utf8", start, end), ...value });
    start = end;
  }
  return rows;
}

/** Other rows begin with a letter: imports, hints and the parts of streams. */
function parsedValue(content: string): { value?: unknown } | undefined {
  if (!/^[[{"\d-]|^(true|false|null)\n/.test(content)) return {};
  try {
    return { value: JSON.parse(content) };
  } catch {
    return undefined;
  }
}

/** A text that begins with `$` isn't a reference. */
const escaped = (text: string): string => (text.startsWith("$") ? `$${text}` : text);

/** The row a value refers to: `$1a`, `$L1a`, `$@1a`; with a path into it, `$1a:props:children`. */
export function referenceOf(value: string): { id: string; path: boolean; lazy: boolean } | undefined {
  const [, kind, id, path] = /^\$([A-Za-z@]?)([0-9a-f]+)(:.*)?$/s.exec(value) ?? [];
  return id === undefined ? undefined : { id, path: path !== undefined, lazy: kind === "" || kind === "L" };
}

/** Changes every row. The length of a text is written before it. Undefined if the data isn't understood. */
export function mapTexts(data: string, change: (text: string) => string): string | undefined {
  return readRows(data)
    ?.map(({ raw }) => {
      const [head, id, text] = /^([0-9a-f]*):T[0-9a-f]+,(.*)$/s.exec(raw) ?? [];
      if (head === undefined || text === undefined) return change(raw);
      const changed = change(text);
      return `${id}:T${Buffer.byteLength(changed).toString(16)},${changed}`;
    })
    .join("");
}
