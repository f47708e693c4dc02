"""The curator's pages of questionnaires and waves; their addresses hang on the admin."""
