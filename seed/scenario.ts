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
