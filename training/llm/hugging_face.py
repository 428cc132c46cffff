"""A trained decoder as a Hugging Face model directory (config, weights, tokenizer)."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from training.llm.model import Decoder
from training.text.tokenizer import BOS, EOS, INNER_MARKERS, MARKERS, PAD, UNK


def to_hugging_face(model: Decoder, tokenizer: Tokenizer) -> LlamaForCausalLM:
    """The same function as ``model``; generation ends at the end marker of any role."""
    shape = model.shape
    ids = {name: tokenizer.token_to_id(token) for name, token in _NAMED.items()}
    config = LlamaConfig(
        vocab_size=shape.vocab,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        intermediate_size=shape.mlp,
        max_position_embeddings=shape.context,
        rope_theta=shape.rope_theta,
        rms_norm_eps=shape.epsilon,
        tie_word_embeddings=True,
        **ids,
    )
    out = LlamaForCausalLM(config)
    state = {f"model.{name}": weight for name, weight in model.state_dict().items()}
    missing, unexpected = out.load_state_dict(state, strict=False)
    if unexpected or set(missing) - {"lm_head.weight"}:
        raise ValueError(f"weights do not fit a Llama: missing {missing}, unexpected {unexpected}")
    out.tie_weights()
    ends = [tokenizer.token_to_id(end) for _, end in MARKERS.values()]
    out.generation_config = GenerationConfig(
        bos_token_id=ids["bos_token_id"],
        pad_token_id=ids["pad_token_id"],
        eos_token_id=[ids["eos_token_id"], *ends],
    )
    return out.eval()


_NAMED = {"bos_token_id": BOS, "eos_token_id": EOS, "pad_token_id": PAD}


def fast_tokenizer(tokenizer: Tokenizer) -> PreTrainedTokenizerFast:
    """The tokenizer with BOS put in front of every text, as training does."""
    from tokenizers.processors import TemplateProcessing

    out = Tokenizer.from_str(tokenizer.to_str())
    out.post_processor = TemplateProcessing(
        single=f"{BOS} $A", special_tokens=[(BOS, tokenizer.token_to_id(BOS))]
    )
    markers = [marker for pair in MARKERS.values() for marker in pair] + [*INNER_MARKERS]
    return PreTrainedTokenizerFast(
        tokenizer_object=out,
        bos_token=BOS,
        eos_token=EOS,
        pad_token=PAD,
        unk_token=UNK,
        additional_special_tokens=[
            out.get_added_tokens_decoder()[out.token_to_id(m)] for m in markers
        ],
        clean_up_tokenization_spaces=False,
        model_max_length=512,
    )


@torch.no_grad()
def difference(model: Decoder, exported: LlamaForCausalLM) -> float:
    """Largest gap of the logits of both on random ids; near 0 if the conversion is right."""
    ids = torch.randint(0, model.shape.vocab, (2, 24), generator=torch.Generator().manual_seed(0))
    ours = model(ids) @ model.embed_tokens.weight.T
    return float((ours - exported(ids).logits).abs().max())


def write(model: Decoder, tokenizer: Tokenizer, directory: Path) -> LlamaForCausalLM:
    """Save config.json, generation_config.json, weights and tokenizer files to ``directory``."""
    converted = to_hugging_face(model, tokenizer)
    gap = difference(model, converted)
    if gap > 1e-3:
        raise ValueError(f"logits of the Hugging Face model differ by {gap:.4f}")
    converted.save_pretrained(directory)
    fast_tokenizer(tokenizer).save_pretrained(directory)
    return converted
