#!/usr/bin/env bash
# Recomputes one draw of quartet/1 with bash and openssl. It shares no code with the package.
#
#   recompute.sh number SEED INDEX MIN MAX
#   recompute.sh float  SEED INDEX MIN MAX DECIMALS
set -euo pipefail
export LC_ALL=C # so that < compares hexadecimal digits by their bytes

stream=$1 seed=$2 index=$3 min=$4 max=$5 decimals=${6:-0}

to_hex() { od -An -v -tx1 | tr -d ' \n'; }
# shellcheck disable=SC2001 # ${variable//} cannot do this
from_hex() { printf '%b' "$(sed 's/../\\x&/g' <<<"$1")"; }

# The step of a decimal: -150 for -1.5 with 2 decimals.
to_step() {
  local text=$1 sign='' fraction=''
  if [[ $text == -* ]]; then sign=- text=${text#-}; fi
  if [[ $text == *.* ]]; then fraction=${text#*.} text=${text%.*}; fi
  while ((${#fraction} < decimals)); do fraction+=0; done
  echo $((${sign}10#$text$fraction))
}

# Divides a hexadecimal number by span, digit by digit: bash has signed 64-bit integers, and with a span below 2^54
# no intermediate value exceeds 2^58.
modulo_span() {
  local hex=$1 rest=0 i
  for ((i = 0; i < ${#hex}; i++)); do rest=$(((rest * 16 + 16#${hex:i:1}) % span)); done
  echo "$rest"
}

first=$(to_step "$min")
span=$(($(to_step "$max") - first + 1))
surplus=$(modulo_span 10000000000000000)  # 2^64 mod span
limit=$(printf '%016x' "$((-surplus))") # 2^64 - surplus, as two's complement

key=$(printf 'quartet/1/%s' "$stream" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(printf '%s' "$seed" | to_hex)" -binary | to_hex)

for ((attempt = 0; ; attempt++)); do
  block=$(from_hex "$(printf '%016x%016x' "$attempt" "$index")" | openssl enc -aes-256-ecb -nopad -K "$key" | to_hex)
  value=${block:0:16}
  if ((surplus == 0)) || [[ $value < $limit ]]; then break; fi
done

step=$((first + $(modulo_span "$value")))
sign=''
if ((step < 0)); then sign=-; fi
digits=$(printf '%0*d' "$((decimals + 1))" "${step#-}")
whole=${digits:0:${#digits}-decimals}
if ((decimals > 0)); then echo "$sign$whole.${digits:${#digits}-decimals}"; else echo "$sign$whole"; fi
