export type SeedSignIn = {
  email: string;
  password: string;
  organization: string | null;
  organizationId: string | null;
};

/** A named story with one person to sign in as. Told once: a database that knows the person knows the story. */
export type Scenario = {
  owner: { name: string; email: string };
  organization: string;
  tell(password: string): Promise<void>;
};
