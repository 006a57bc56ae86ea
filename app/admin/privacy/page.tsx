import type { Metadata } from "next";
import { PrivacyView } from "@/components/admin/privacy/privacy-view";
import { adminPage } from "@/lib/admin";
import { lastEnforcement, recentProcessing, retainedTotals, shownPeriods } from "@/lib/privacy";

export const metadata: Metadata = { title: "Privacy" };

/** Entries of the log of processing that the page shows. */
const shownEntries = 8;

export default async function PrivacyPage() {
  return (
    <PrivacyView
      {...(await adminPage(async (admin) => ({
        periods: await shownPeriods(admin),
        last: await lastEnforcement(admin),
        retained: await retainedTotals(admin),
        entries: await recentProcessing(admin, shownEntries),
      })))}
    />
  );
}
