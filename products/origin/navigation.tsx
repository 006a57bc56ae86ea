import { ChartColumn } from "lucide-react";
import type { NavItem } from "@/components/products/types";

export const navigation: readonly NavItem[] = [{ href: "/channels", label: "Channels", icon: <ChartColumn /> }];
