import type { ActionResult } from "@/lib/action";
import type { ChangePasswordInput } from "@/lib/auth/input";
import type { EmailPreferenceInput } from "@/lib/email/categories";
import type { CreateApiKeyInput, RotateKeyInput } from "@/lib/keys/input";
import type { DeleteInput } from "@/lib/tenancy/input";

type Name = { name: string };

/** What the settings page can do; the page hands the server's actions in. */
export type SettingsActions = {
  rename: (input: Name) => Promise<ActionResult<void>>;
  renameMe: (input: Name) => Promise<ActionResult<void>>;
  preferEmail: (input: EmailPreferenceInput) => Promise<ActionResult<void>>;
  changePassword: (input: ChangePasswordInput) => Promise<ActionResult<void>>;
  endSession: (input: { sessionId: string }) => Promise<ActionResult<void>>;
  signOutEverywhere: () => Promise<ActionResult>;
  createKey: (input: CreateApiKeyInput) => Promise<ActionResult<{ id: string; key: string }>>;
  rotateKey: (input: RotateKeyInput) => Promise<ActionResult<{ id: string; key: string }>>;
  deleteOrganization: (input: DeleteInput) => Promise<ActionResult<void>>;
  revokeKey: (input: { keyId: string }) => Promise<ActionResult<void>>;
};
