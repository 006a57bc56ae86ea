export type Instruction =
  | { kind: "workdir"; path: string }
  | { kind: "copy"; from: string | undefined; sources: string[]; target: string }
  | { kind: "run"; command: string }
  | { kind: "env"; variables: Record<string, string> }
  | { kind: "other"; name: string; text: string };

export type Stage = { name: string; from: string; instructions: Instruction[] };

/** The stages of a Dockerfile of the plain kind that ours is: no heredocs, no line continuations in instructions but RUN. */
export function readDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  const lines = text.replace(/\\\n\s*/g, " ").split("\n");
  for (const line of lines.filter((each) => each.trim() && !each.startsWith("#"))) {
    const [, name = "", rest = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === "FROM") {
      const [, from = "", alias] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(rest) ?? [];
      stages.push({ name: alias ?? "image", from, instructions: [] });
    } else stages.at(-1)?.instructions.push(readInstruction(name, rest));
  }
  return stages;
}

function readInstruction(name: string, text: string): Instruction {
  switch (name) {
    case "WORKDIR":
      return { kind: "workdir", path: text };
    case "RUN":
      return { kind: "run", command: text };
    case "ENV":
      return {
        kind: "env",
        variables: Object.fromEntries(
          [...text.matchAll(/(\w+)=(\S+)/g)].map(([, key = "", value = ""]) => [key, value]),
        ),
      };
    case "COPY": {
      const from = /--from=(\S+)/.exec(text)?.[1];
      const paths = text.split(/\s+/).filter((part) => !part.startsWith("--"));
      return { kind: "copy", from, sources: paths.slice(0, -1), target: paths.at(-1) ?? "" };
    }
    default:
      return { kind: "other", name, text };
  }
}
