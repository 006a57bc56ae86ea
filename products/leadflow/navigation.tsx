import { Cable, ChartNoAxesCombined } from "lucide-react";
import type { NavItem } from "@/components/products/types";

export const navigation: readonly NavItem[] = [
  { href: "/value", label: "Value", icon: <ChartNoAxesCombined /> },
  { href: "/connect", label: "Connect", icon: <Cable /> },
];
