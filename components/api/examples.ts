/** `key`: the environment variable that has the API key. */
export type Call = { method: string; path: string; body?: unknown; key: string };

export type Example = { language: string; code: string };

export const languages = ["curl", "JavaScript", "Python"] as const;

/** The same request for a shell, for JavaScript and for Python, without dependencies. `origin`: where the API is. Pure. */
export function examplesOf(call: Call, origin = "https://your.app"): Example[] {
  return [
    { language: "curl", code: curl(call, origin) },
    { language: "JavaScript", code: javascript(call, origin) },
    { language: "Python", code: python(call, origin) },
  ];
}

function curl({ method, path, body, key }: Call, origin: string): string {
  const parts = [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${origin}${path}"`,
    `-H "Authorization: Bearer $${key}"`,
    ...(body === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d '${json(body).replaceAll("'", "'\\''")}'`]),
  ];
  return parts.join(" \\\n  ");
}

function javascript({ method, path, body, key }: Call, origin: string): string {
  const headers = [`Authorization: \`Bearer \${process.env.${key}}\``];
  if (body !== undefined) headers.push('"Content-Type": "application/json"');
  return [
    `const response = await fetch("${origin}${path}", {`,
    ...(method === "GET" ? [] : [`  method: "${method}",`]),
    `  headers: { ${headers.join(", ")} },`,
    ...(body === undefined ? [] : [`  body: JSON.stringify(${indented(json(body))}),`]),
    "});",
    "if (!response.ok) throw new Error((await response.json()).title);",
    "console.log(await response.json());",
  ].join("\n");
}

function python({ method, path, body, key }: Call, origin: string): string {
  return [
    "import json, os, urllib.request",
    "",
    "request = urllib.request.Request(",
    `    "${origin}${path}",`,
    ...(method === "GET" ? [] : [`    method="${method}",`]),
    ...(body === undefined ? [] : [`    data=json.dumps(${indented(pythonLiteral(body), "    ")}).encode(),`]),
    `    headers={"Authorization": "Bearer " + os.environ["${key}"]${body === undefined ? "" : ', "Content-Type": "application/json"'}},`,
    ")",
    "with urllib.request.urlopen(request, timeout=10) as response:",
    "    print(json.load(response))",
  ].join("\n");
}

/** A line for each field, unless all of it fits in one. */
function json(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length <= shortLine ? line : JSON.stringify(value, null, 2);
}

const shortLine = 40;

const indented = (text: string, by = "  "): string => text.replaceAll("\n", `\n${by}`);

/** JSON, except for three literals. Outside of strings: in JSON, quotes within strings are escaped. */
const pythonLiteral = (value: unknown): string =>
  json(value).replace(/"(?:[^"\\]|\\.)*"|true|false|null/g, (token) => pythonNames[token] ?? token);

const pythonNames: Readonly<Record<string, string>> = { true: "True", false: "False", null: "None" };
