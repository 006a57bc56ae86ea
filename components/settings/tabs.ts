/** The tabs of the settings page, each with the ids of its sections. The first one is shown by default. */
export const settingsTabs = [
  {
    key: "organization",
    label: "Organization",
    sections: ["organization", "profile", "support-access", "data", "deletion"],
  },
  { key: "access", label: "Team security", sections: ["team-security", "single-sign-on", "directory"] },
  { key: "api-keys", label: "API keys", sections: ["api-keys"] },
  {
    key: "account",
    label: "Your account",
    sections: ["account", "email-address", "emails", "own-data", "account-deletion"],
  },
  {
    key: "security",
    label: "Your security",
    sections: ["password", "linked-accounts", "two-factor", "sessions", "sign-in-history"],
  },
] as const;

export type SettingsTab = (typeof settingsTabs)[number]["key"];

const [{ key: first }] = settingsTabs;

/** The tab that a URL asks for; the first one if it names none. */
export const tabOf = (asked: string | string[] | undefined): SettingsTab =>
  settingsTabs.find(({ key }) => key === asked)?.key ?? first;

/** The tab with a section; undefined for an unknown one. Links from before the page had tabs name a section alone. */
export const tabWith = (section: string): SettingsTab | undefined =>
  settingsTabs.find(({ sections }) => sections.some((id) => id === section))?.key;

export const tabPath = (tab: SettingsTab): string => (tab === first ? "/settings" : `/settings?tab=${tab}`);
