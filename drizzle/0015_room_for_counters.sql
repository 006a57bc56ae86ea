-- Counters change with every call. With room on their pages for the next state of each, a change stays on its page and
-- touches no index; without, a thousand busy counters spread over hundreds of pages.
ALTER TABLE "usage_counters" SET (fillfactor = 50);
