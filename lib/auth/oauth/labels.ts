import type { externalIdentities } from "@/db/schema";

/** A provider that people sign in with. */
export type ProviderName = (typeof externalIdentities.$inferSelect)["provider"];

export const providerLabels: Readonly<Record<ProviderName, string>> = {
  google: "Google",
  microsoft: "Microsoft",
  github: "GitHub",
};

/** The provider with this name, such as one in a URL. Undefined for an unknown name. */
export const providerNamed = (name: string): ProviderName | undefined => providerNames.find((each) => each === name);

/** In the order they are shown. */
export const providerNames = Object.keys(providerLabels) as ProviderName[];
