import type { Metadata } from "next";
import { settingsFacts } from "@/components/settings/settings-facts";
import { SettingsView } from "@/components/settings/settings-view";
import { memberPage } from "@/lib/tenancy";
import {
  changePassword,
  createKey,
  deleteOrganization,
  endSession,
  preferEmail,
  rename,
  renameMe,
  revokeKey,
  rotateKey,
  signOutEverywhere,
} from "./actions";

export const metadata: Metadata = { title: "Settings" };

const actions = {
  rename,
  renameMe,
  preferEmail,
  changePassword,
  endSession,
  signOutEverywhere,
  createKey,
  rotateKey,
  revokeKey,
  deleteOrganization,
};

export default async function SettingsPage() {
  return <SettingsView facts={await memberPage({ need: "read" }, settingsFacts)} actions={actions} />;
}
