import { Webhook } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ListedDelivery, ListedEndpoint } from "@/lib/webhooks";
import { subscribableEvents, webhookEvents } from "@/lib/webhooks/events";
import { Panel } from "../panel";
import { DeliveryList } from "./delivery-list";
import { EndpointRow } from "./endpoint-row";
import { NewEndpoint } from "./new-endpoint";

type EndpointsViewProps = {
  endpoints: readonly ListedEndpoint[];
  deliveries: readonly ListedDelivery[];
  now: Date;
};

export function EndpointsView({ endpoints, deliveries, now }: EndpointsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Webhooks"
        description="Send events to your own systems. Signed per Standard Webhooks, retried for 3 days."
      />
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid min-w-0 gap-6">
          <Panel title="Endpoints">
            {endpoints.length === 0 ? (
              <EmptyState
                icon={Webhook}
                title="No endpoints yet"
                description="Add your own server, or a channel of your chat tool."
                className="py-8"
              />
            ) : (
              <ul className="divide-y">
                {endpoints.map((endpoint) => (
                  <EndpointRow key={endpoint.id} endpoint={endpoint} now={now} />
                ))}
              </ul>
            )}
          </Panel>
          <Panel title="Deliveries" description="Newest first, with the response.">
            <DeliveryList deliveries={deliveries} now={now} />
          </Panel>
        </div>
        <Panel title="New endpoint">
          <NewEndpoint
            events={subscribableEvents.map((type) => ({ type, description: webhookEvents[type].description }))}
          />
        </Panel>
      </div>
    </div>
  );
}
