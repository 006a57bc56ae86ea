import type { Describe } from "@/components/products/types";
import { leadflowActions } from "../audit-actions";

const sentences: Readonly<Record<string, string>> = leadflowActions;

/** What a member did, phrased to follow their name. */
export const describe: Describe = ({ action }) => sentences[action];
