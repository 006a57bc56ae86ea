import type { ProductDefinition } from "../definition";
import { catalog } from "./catalog";
import { releases } from "./releases";

/** A program that turns a mailbox into leads. It runs outside of Gatehouse and reports its usage by the API. */
export const leadflow: ProductDefinition = { catalog, paths: ["/value", "/connect"], releases };
