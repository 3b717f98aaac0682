"""SQL for the outbox: `entries` for the rooms that fill it, `turns` for the dispatcher."""
