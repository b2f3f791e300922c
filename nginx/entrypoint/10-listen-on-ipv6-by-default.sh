#!/bin/sh
# Disables the official image's script of this name: it edits the default site, which Quartet does not use.
