import type { ApiDocument } from "@/lib/api/document";
import type { Schema } from "./fields";

export type Parameter = { name: string; in: string; required: boolean; schema: Schema; description: string };
export type Answer = {
  status: string;
  description: string;
  schema: Schema | undefined;
  /** Whether it is JSON, and no file. */
  json: boolean;
};

/** An operation of the document, as the reference shows it. */
export type ListedOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  /** "Platform key with usage:write", "Signed-in member". */
  callers: string[];
  parameters: Parameter[];
  body: Schema | undefined;
  example: unknown;
  answers: Answer[];
};

type Group = { tag: string; description: string; operations: ListedOperation[] };

const callers: Readonly<Record<string, string>> = {
  platformKey: "Platform key",
  organizationKey: "Organization key",
  session: "Signed-in member",
};

/** The operations by tag, in the document's order. Pure. */
export function listedOperations(document: ApiDocument): Group[] {
  const all = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      isOperation(operation) ? [{ tag: operation.tags?.[0], listed: listed(method, path, operation) }] : [],
    ),
  );
  return (document.tags ?? []).map(({ name, description = "" }) => ({
    tag: name,
    description,
    operations: all.filter(({ tag }) => tag === name).map((entry) => entry.listed),
  }));
}

type Operation = NonNullable<NonNullable<ApiDocument["paths"]>[string]["get"]>;

/** Besides its methods, a path item can have fields that apply to all of them. */
const isOperation = (entry: unknown): entry is Operation =>
  typeof entry === "object" && entry !== null && "operationId" in entry;

function listed(method: string, path: string, operation: Operation): ListedOperation {
  const { operationId = "", summary = "", description = "", parameters = [], requestBody, responses = {} } = operation;
  const content = requestBody && "content" in requestBody ? requestBody.content["application/json"] : undefined;
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    description,
    callers: (operation.security ?? []).flatMap((requirement) => Object.entries(requirement).map(describeCaller)),
    parameters: parameters.flatMap((parameter) => {
      if (!("name" in parameter) || !parameter.schema) return [];
      const { name, required = false, schema, description: words = "" } = parameter;
      return [{ name, in: parameter.in, required, schema, description: words }];
    }),
    body: content?.schema,
    example: content?.example,
    answers: Object.entries(responses).map(([status, response]) => answer(status, response)),
  };
}

function describeCaller([scheme, requirements]: [string, readonly string[]]): string {
  if (requirements.includes("platform_admin")) return "Platform admin";
  const name = callers[scheme] ?? scheme;
  if (requirements.length === 0) return name;
  return scheme === "session" ? `${name}: ${requirements.join(", ")}` : `${name} with ${requirements.join(", ")}`;
}

function answer(status: string, response: unknown): Answer {
  const { description = "", content = {} } = response as {
    description?: string;
    content?: Record<string, { schema?: Schema }>;
  };
  const [media] = Object.values(content);
  return { status, description, schema: media?.schema, json: "application/json" in content };
}
