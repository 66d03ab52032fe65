"""The HMIS records: HUD's files as tables, drafts until a person accepts them."""
