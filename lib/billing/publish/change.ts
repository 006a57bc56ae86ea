/** What was done to one object in Stripe. */
export type CatalogChange = { what: string; done: "created" | "updated" | "kept" };
