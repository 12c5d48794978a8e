"""How the files beside this one were made: Keras 2 (tf_keras 2.21), which the project itself does not install."""

from pathlib import Path

import numpy as np
import tf_keras as keras

FOLDER = Path(__file__).parent
layers = keras.layers

keras.utils.set_random_seed(0)
body = keras.Sequential(
    [layers.Input((8, 8, 3)), layers.Conv2D(4, 3, name="conv"), layers.DepthwiseConv2D(3), layers.BatchNormalization()],
    name="body",
)
picture = keras.Input((8, 8, 3), name="picture")
pooled = layers.GlobalAveragePooling2D(name="pool")(layers.ReLU(name="relu")(body(picture)))
model = keras.Model(picture, layers.Dense(3, activation="softmax", name="head")(pooled))
model.compile("sgd", "sparse_categorical_crossentropy")
x = np.random.default_rng(0).random((8, 8, 8, 3)).astype("float32")
model.fit(x, np.arange(8) % 3, epochs=2, verbose=0)
model.optimizer = None
model.save(FOLDER / "epoch_02.h5", include_optimizer=False)
model.save(FOLDER / "epoch_02.keras")
model.save_weights(FOLDER / "epoch_02.weights.h5")
model.save_weights(FOLDER / "weights_02.h5")
model.save_weights(str(FOLDER / "cp-0002.ckpt"))
(FOLDER / "model.json").write_text(model.to_json())
np.savez(FOLDER / "expected.npz", images=x, scores=model.predict(x, verbose=0))

scaled = layers.Lambda(lambda image: image / 255)(picture)
keras.Model(picture, layers.Dense(3)(layers.Flatten()(scaled))).save(FOLDER / "lambda_01.h5", include_optimizer=False)
