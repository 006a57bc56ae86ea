import type { Metadata } from "next";
import { SettingsView } from "@/components/settings/settings-view";
import { settingsFacts } from "@/lib/settings";
import { memberPage } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  return <SettingsView facts={await memberPage({ need: "read" }, settingsFacts)} />;
}
