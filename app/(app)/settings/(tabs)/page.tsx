import type { Metadata } from "next";
import { SettingsView } from "@/components/settings/settings-view";
import { tabOf } from "@/components/settings/tabs";
import { settingsFacts } from "@/lib/settings";
import { memberPage } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ searchParams }: PageProps<"/settings">) {
  const { tab } = await searchParams;
  return <SettingsView facts={await memberPage({ need: "read" }, settingsFacts)} tab={tabOf(tab)} />;
}
