import { readFileSync } from "node:fs";

/**
 * The commands of a document, as written there: the contents of its code block with this name.
 *
 * @param name follows `sh` in the block's first line.
 */
export function commandsOf(document: string, name: string): string {
  const block = new RegExp(`^\`\`\`sh ${name}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(readFileSync(document, "utf8"));
  if (!block?.[1]) throw new Error(`${document} has no commands named ${name}.`);
  return block[1];
}
