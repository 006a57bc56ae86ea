import type { Describe } from "@/components/products/types";
import { originActions } from "../audit-actions";

const sentences: Readonly<Record<string, string>> = originActions;

/** What a member did, phrased to follow their name: "started the run Linear". */
export const describe: Describe = ({ action, details }) => {
  const verb = sentences[action];
  if (verb === undefined) return undefined;
  return typeof details.name === "string" ? `${verb} ${details.name}` : verb;
};
