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
      : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
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
    ...(body === undefined ? [] : [`  body: JSON.stringify(${JSON.stringify(body)}),`]),
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
    ...(body === undefined ? [] : [`    data=json.dumps(${pythonLiteral(body)}).encode(),`]),
    `    headers={"Authorization": "Bearer " + os.environ["${key}"]${body === undefined ? "" : ', "Content-Type": "application/json"'}},`,
    ")",
    "with urllib.request.urlopen(request, timeout=10) as response:",
    "    print(json.load(response))",
  ].join("\n");
}

/** JSON, except for three literals. */
function pythonLiteral(value: unknown): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, entry]) => `${JSON.stringify(name)}: ${pythonLiteral(entry)}`)
    .join(", ")}}`;
}
