import type { Interval } from "@/lib/catalog";
import type { SeedOrganization } from "./organization";

export type SeedSignIn = {
  email: string;
  password: string;
  organization: string | null;
  organizationId: string | null;
};

/** Sample data about one organization, with its owner to sign in as. Created once, unless the owner already exists. */
export type Scenario = {
  owner: { name: string; email: string };
  organization: string;
  create(password: string): Promise<void>;
};

/** The scenarios of a product: one for each kind of sign-in. */
export type Scenarios = Record<"paying" | "trialing" | "expired", Scenario>;

/** What a product chooses of a scenario. Everything else follows from its catalog. */
export type ScenarioChoices = {
  organization?: string;
  /** The owner's full name. */
  owner?: string;
  plan?: string;
  interval?: Interval;
  /** Answers to the questions of onboarding. */
  profile?: Readonly<Record<string, string>>;
  /** How much of each counter's limit has been used in this period, as a share; others: `usage` of the generic scenario. */
  usage?: Readonly<Record<string, number>>;
  /** Creates the organization's rows in the product's own tables, with the product's verbs, before it buys. */
  addRows?: (organization: SeedOrganization) => Promise<unknown>;
};
