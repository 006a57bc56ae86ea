"use client";

import { BookOpen, Keyboard, LifeBuoy, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { useOpenKeys } from "@/components/keyboard/keyboard-provider";
import { useProgressOf } from "@/components/navigation/progress";
import { signOut } from "@/components/shell/actions";
import type { Entry } from "./match";

export type PaletteAction = Entry & { icon: ReactNode; run: () => void };

/** What can be done on every page. */
export function useGeneralActions(): PaletteAction[] {
  const { setTheme } = useTheme();
  const showProgress = useProgressOf();
  const openKeys = useOpenKeys();
  return [
    { label: "Use light theme", keywords: "appearance bright", icon: <Sun />, run: () => setTheme("light") },
    { label: "Use dark theme", keywords: "appearance night", icon: <Moon />, run: () => setTheme("dark") },
    { label: "Use system theme", keywords: "appearance", icon: <Monitor />, run: () => setTheme("system") },
    { label: "Keyboard shortcuts", keywords: "keys help hotkeys", icon: <Keyboard />, run: openKeys },
    {
      label: "Contact support",
      keywords: "help message question ticket",
      icon: <LifeBuoy />,
      run: () => window.location.assign("/support"),
    },
    {
      label: "Read the docs",
      keywords: "guides api reference quick start",
      icon: <BookOpen />,
      run: () => window.location.assign("/docs"),
    },
    { label: "Sign out", keywords: "log out exit", icon: <LogOut />, run: () => showProgress(signOut) },
  ];
}
