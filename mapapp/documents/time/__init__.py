"""When a document speaks and of which time: its date of issue, the parts that look back, the parts that look ahead."""
