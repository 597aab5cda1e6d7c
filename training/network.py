"""The network: one BERT-shaped encoder, token heads, and a decoder that tags a window as seen from one cue.

Shapes: n pieces in a window, d the width of the encoder, a anchors, k the width of the decoder.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from reportedly.read.labels import ENTITY_TAGS, EVENT_ROLES, EVENT_TYPES, FORCES, ROLES, SOURCE_KINDS, STATUSES
from reportedly.read.windows import LAYOUTS, SHAPES

WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 512
DECODER_WIDTH, REACH = 128, 64
LINK, NEAR, FAR = 64, 9, 6  # width of mentions' states; distances in pieces (by powers of two) and in sentences


class Layer(nn.Module):
    """One transformer layer of the BERT kind (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x (b, n, d), mask (b, 1, 1, n) of 0 and -inf or None → (b, n, d)."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embeddings (word pieces, positions, and the features that the uncased vocabulary lacks) and layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.quoted = nn.Embedding(2, WIDTH)
        self.layouts = nn.Embedding(len(LAYOUTS), WIDTH)
        for table in (self.shapes, self.quoted, self.layouts):
            nn.init.normal_(table.weight, std=0.002)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(
        self, ids: Tensor, shapes: Tensor, quoted: Tensor, layouts: Tensor, mask: Tensor | None
    ) -> list[Tensor]:
        """Four (b, n) tensors of numbers → the states after the embeddings and after each layer, (b, n, d) each."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.positions(positions) + self.shapes(shapes) + self.quoted(quoted)
        x = self.drop(self.norm(x + self.layouts(layouts)))
        states = [x]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states

    def load_minilm(self, folder: Path, keep: list[int]) -> None:
        """Take the weights of a MiniLM package (`model.safetensors`), of its layers only those in `keep`."""
        from safetensors.torch import load_file

        w = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.positions.weight += w["embeddings.token_type_embeddings.weight"][0]
            self.norm.load_state_dict({k: w[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
            for layer, number in zip(self.layers, keep, strict=True):
                at = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    parts = [w[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    getattr(layer.out, kind).copy_(w[f"{at}attention.output.dense.{kind}"])
                    getattr(layer.norm1, kind).copy_(w[f"{at}attention.output.LayerNorm.{kind}"])
                    getattr(layer.up, kind).copy_(w[f"{at}intermediate.dense.{kind}"])
                    getattr(layer.down, kind).copy_(w[f"{at}output.dense.{kind}"])
                    getattr(layer.norm2, kind).copy_(w[f"{at}output.LayerNorm.{kind}"])


class Decoder(nn.Module):
    """As seen from one anchor (the first piece of a cue or a trigger): which role every piece of the window plays.

    The anchor's state conditions every piece's; two convolutions smooth; one linear layer gives the roles. Heads over
    the anchor's state and the states pooled over the roles `pooled` classify the row (kind and force, type and status).
    """

    def __init__(self, roles: int, pooled: tuple[int, ...], heads: dict[str, int]) -> None:
        super().__init__()
        k = DECODER_WIDTH
        self.pooled = pooled
        self.piece = nn.Linear(WIDTH, k)
        self.anchor = nn.Linear(WIDTH, 2 * k)
        self.distance = nn.Embedding(2 * REACH + 1, k)
        self.relation = nn.Embedding(3, k)
        self.norm = nn.LayerNorm(k)
        self.conv1 = nn.Conv1d(k, k, 3, padding=1)
        self.conv2 = nn.Conv1d(k, k, 3, padding=3, dilation=3)
        self.drop = nn.Dropout(0.1)
        self.roles = nn.Linear(k, roles)
        room = WIDTH * (1 + len(pooled))
        self.heads = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(room, k), nn.GELU(), nn.Dropout(0.1), nn.Linear(k, size))
                for name, size in heads.items()
            }
        )

    def forward(self, states: Tensor, anchors: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        """states (n, d), anchors (a,), sentences (n,) numbers → roles (a, n, roles), then (a, size) for each head."""
        n = states.shape[0]
        at = states[anchors]
        gain, shift = self.anchor(at).unsqueeze(1).chunk(2, dim=-1)
        away = torch.arange(n, device=states.device).unsqueeze(0) - anchors.unsqueeze(1)
        distance = away.clamp(-REACH, REACH) + REACH
        relation = (sentences.unsqueeze(0) - sentences[anchors].unsqueeze(1)).sign() + 1
        x = self.piece(states).unsqueeze(0) * (1 + gain) + shift + self.distance(distance) + self.relation(relation)
        x = nn.functional.gelu(self.norm(x)).transpose(1, 2)
        x = x + nn.functional.gelu(self.conv1(self.drop(x)))
        x = x + nn.functional.gelu(self.conv2(x))
        roles = self.roles(x.transpose(1, 2))
        share = roles.softmax(-1)
        seen = [at]
        for role in self.pooled:
            weight = share[:, :, role]
            seen.append((weight @ states) / (weight.sum(-1, keepdim=True) + 0.5))
        row = torch.cat(seen, -1)
        return roles, *(head(row) for head in self.heads.values())


class Arcs(nn.Module):
    """Which word each word hangs on, and how (after Dozat and Manning 2017); for training only."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.below = nn.Linear(WIDTH, DECODER_WIDTH)
        self.above = nn.Linear(WIDTH, DECODER_WIDTH)
        self.label = nn.Linear(2 * DECODER_WIDTH, labels)

    def forward(self, states: Tensor, words: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """states (n, d), words (w,) and their heads (w,) as pieces → scores (w, n) and labels (w, labels)."""
        below = nn.functional.gelu(self.below(states[words]))
        above = nn.functional.gelu(self.above(states))
        return below @ above.T / DECODER_WIDTH**0.5, self.label(torch.cat([below, above[heads]], -1))


class Links(nn.Module):
    """How well each piece before a pronoun or title is (part of) what it stands for; the last score is for none."""

    def __init__(self) -> None:
        super().__init__()
        self.item = nn.Linear(WIDTH, LINK)
        self.piece = nn.Linear(WIDTH, LINK)
        self.near = nn.Embedding(NEAR + 1, 1)
        self.far = nn.Embedding(FAR + 1, 1)
        self.none = nn.Linear(WIDTH, 1)

    def forward(self, states: Tensor, items: Tensor, sentences: Tensor) -> Tensor:
        """states (n, d), items (a,) their first pieces, sentences (n,) → (a, n + 1); pieces after the item -1e4."""
        n = states.shape[0]
        at = torch.arange(n, device=states.device).unsqueeze(0)
        scores = self.item(states[items]) @ self.piece(states).T / LINK**0.5
        away = (items.unsqueeze(1) - at).clamp(min=1)
        scores = scores + self.near(away.float().log2().long().clamp(max=NEAR)).squeeze(-1)
        between = (sentences[items].unsqueeze(1) - sentences.unsqueeze(0)).clamp(0, FAR)
        scores = scores + self.far(between).squeeze(-1)
        scores = scores.masked_fill(at >= items.unsqueeze(1), -1e4)
        return torch.cat([scores, self.none(states[items])], 1)


class Reader(nn.Module):
    """The encoder with all its heads. New heads of later work hang on the same states."""

    def __init__(self, layers: int, arcs: int = 0) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.anchors = nn.Linear(WIDTH, 3)  # outer, nested, without a cue
        self.entities = nn.Linear(WIDTH, len(ENTITY_TAGS))
        self.triggers = nn.Linear(WIDTH, 1)
        self.outermost = nn.Linear(WIDTH, len(ROLES))  # of any statement, content before source before cue
        self.decoder = Decoder(len(ROLES), (1, 3), {"kind": len(SOURCE_KINDS), "force": len(FORCES)})
        self.events = Decoder(len(EVENT_ROLES), (2, 3, 4), {"types": len(EVENT_TYPES), "status": len(STATUSES)})
        self.links = Links()
        self.arcs = Arcs(arcs) if arcs else None
        self.drop = nn.Dropout(0.1)
        with torch.no_grad():
            self.anchors.bias.fill_(-3.0)
            self.triggers.bias.fill_(-3.0)

    def tokens(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """States (…, n, d) → logits (…, n, k) of anchors, entities, triggers and outermost roles."""
        x = self.drop(states)
        return self.anchors(x), self.entities(x), self.triggers(x), self.outermost(x)
