import {
  Boxes,
  CalendarRange,
  ChartColumn,
  ClipboardCheck,
  Factory,
  ListChecks,
  SlidersHorizontal,
} from "lucide-react";
import type { NavItem } from "@/components/products/types";

export const navigation: readonly NavItem[] = [
  { href: "/work-orders", label: "Work orders", icon: <ListChecks /> },
  { href: "/schedule", label: "Schedule", icon: <CalendarRange /> },
  { href: "/quality", label: "Quality", icon: <ClipboardCheck /> },
  { href: "/inventory", label: "Inventory", icon: <Boxes /> },
  { href: "/reports", label: "Reports", icon: <ChartColumn /> },
  { href: "/plants", label: "Plants", icon: <Factory /> },
  { href: "/customize", label: "Customize", icon: <SlidersHorizontal /> },
];
