import type { Metadata } from "next";
import { ApiReference } from "@/components/api/reference";
import { apiDocument } from "@/lib/api/document";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = {
  title: "API reference",
  description: `Report usage to ${catalog.name}, ask for limits and features, and read the subscription over HTTP.`,
  alternates: { canonical: "/docs/api" },
};

export default function ApiReferencePage() {
  return (
    <ApiReference document={apiDocument({ title: `${catalog.name} API`, version: "1", url: "https://your.app" })} />
  );
}
