import { Webhook } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ListedDelivery, ListedEndpoint } from "@/lib/webhooks";
import type { EndpointActions } from "../actions";
import { Panel } from "../panel";
import { DeliveryList } from "./delivery-list";
import { EndpointRow } from "./endpoint-row";
import { NewEndpoint } from "./new-endpoint";

type EndpointsViewProps = {
  endpoints: readonly ListedEndpoint[];
  deliveries: readonly ListedDelivery[];
  now: Date;
  actions: EndpointActions;
};

export function EndpointsView({ endpoints, deliveries, now, actions }: EndpointsViewProps) {
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
                description="The first one can be your own server, or a channel of your chat."
                className="py-8"
              />
            ) : (
              <ul className="divide-y">
                {endpoints.map((endpoint) => (
                  <EndpointRow key={endpoint.id} endpoint={endpoint} now={now} actions={actions} />
                ))}
              </ul>
            )}
          </Panel>
          <Panel title="Deliveries" description="The newest, with what was answered.">
            <DeliveryList deliveries={deliveries} now={now} resend={actions.resendDelivery} />
          </Panel>
        </div>
        <Panel title="New endpoint">
          <NewEndpoint createEndpoint={actions.createEndpoint} />
        </Panel>
      </div>
    </div>
  );
}
