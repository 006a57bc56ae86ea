import type { Release } from "./release";

/** What changed for the customers of every product, newest first. `CHANGELOG.md` has what changed for those who run it. */
export const layerReleases: readonly Release[] = [
  {
    day: "2026-11-30",
    title: "Single sign-on, two-factor authentication, and exact bills",
    changes: [
      {
        kind: "new",
        text: "Docs with a quick start and guides, a status page with 90 days of history, and a support form.",
      },
      {
        kind: "new",
        text: "Sign in with Google, Microsoft or GitHub, with a passkey, or with your company's single sign-on.",
      },
      { kind: "new", text: "Two-factor authentication with an authenticator app. Owners can require it for everyone." },
      {
        kind: "new",
        text: "Directory sync (SCIM): people you assign in Okta or Microsoft Entra ID are invited and removed for you.",
      },
      { kind: "new", text: "The billing page says what you'll pay next, when, and why, to the cent." },
      { kind: "new", text: "A monthly summary of usage and charges by email, and a statement to print." },
      { kind: "new", text: "Download everything we store about you, and delete your account, under Settings." },
      {
        kind: "improved",
        text: "Usage meters update while you watch, and each threshold notifies you once per period.",
      },
      { kind: "improved", text: "Sign-up, checkout and onboarding work before scripts have loaded, and without them." },
      {
        kind: "improved",
        text: "While an organization is read-only, buttons say so and explain how to get full access back.",
      },
      { kind: "fixed", text: "Overage is charged at the terms in effect when each unit was used." },
      { kind: "fixed", text: "Switching organizations in another tab can no longer change the wrong one." },
    ],
  },
  {
    day: "2026-11-21",
    title: "First release",
    changes: [
      { kind: "new", text: "Free trials without a credit card, plans billed monthly or annually, and add-ons." },
      {
        kind: "new",
        text: "A preview of every plan change: what you pay now, what you pay later, and what you'd lose.",
      },
      { kind: "new", text: "An API to report usage, check limits and features, and read your subscription." },
    ],
  },
];
