import { ChartColumn, Database, GitCompareArrows, Route } from "lucide-react";
import type { NavItem } from "@/components/products/types";

export const navigation: readonly NavItem[] = [
  { href: "/channels", label: "Channels", icon: <ChartColumn /> },
  { href: "/journeys", label: "Journeys", icon: <Route /> },
  { href: "/runs", label: "Runs", icon: <GitCompareArrows /> },
  { href: "/data", label: "Data", icon: <Database /> },
];
