import { CreditCard, Gauge, LayoutDashboard, Settings, ShieldCheck, Users } from "lucide-react";
import type { ReactNode } from "react";
import type { PalettePage } from "@/components/palette/palette-provider";
import { NavLink } from "./nav-link";

export type NavItem = { href: string; label: string; icon: ReactNode };

type NavigationProps = {
  /** The product's own pages. */
  productItems: readonly NavItem[];
  isPlatformAdmin: boolean;
};

const home: NavItem = { href: "/dashboard", label: "Dashboard", icon: <LayoutDashboard /> };
const organizationItems: readonly NavItem[] = [
  { href: "/usage", label: "Usage", icon: <Gauge /> },
  { href: "/billing", label: "Billing", icon: <CreditCard /> },
  { href: "/team", label: "Team", icon: <Users /> },
  { href: "/settings", label: "Settings", icon: <Settings /> },
];
const admin: NavItem = { href: "/admin", label: "Platform admin", icon: <ShieldCheck /> };

/** The pages of the navigation, for the palette. */
export const palettePages = ({ productItems, isPlatformAdmin }: NavigationProps): PalettePage[] => [
  home,
  ...productItems,
  ...organizationItems,
  ...(isPlatformAdmin ? [admin] : []),
];

/** The product's pages first, then the organization's. */
export function Navigation({ productItems, isPlatformAdmin }: NavigationProps) {
  return (
    <nav aria-label="Main" className="grid gap-6">
      <Section items={[home, ...productItems]} />
      <Section title="Organization" items={organizationItems} />
      {isPlatformAdmin && <Section title="Platform" items={[admin]} />}
    </nav>
  );
}

function Section({ title, items }: { title?: string; items: readonly NavItem[] }) {
  return (
    <div className="grid gap-0.5">
      {title && <p className="px-2.5 pb-1 font-medium text-2xs text-muted-foreground">{title}</p>}
      {items.map(({ href, label, icon }) => (
        <NavLink key={href} href={href} icon={icon}>
          {label}
        </NavLink>
      ))}
    </div>
  );
}
