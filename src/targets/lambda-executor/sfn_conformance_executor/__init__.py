"""Runs deployed Lambda functions without containers."""
