import type { Metadata } from "next";
import { PlatformKeysView } from "@/components/admin/platform-keys/platform-keys-view";
import { adminPage } from "@/lib/admin";
import { listPlatformKeys } from "@/lib/keys";

export const metadata: Metadata = { title: "Platform keys" };

export default async function PlatformKeysPage() {
  const page = await adminPage(async (admin) => ({ keys: await listPlatformKeys(admin), now: admin.wall }));
  return <PlatformKeysView {...page} />;
}
